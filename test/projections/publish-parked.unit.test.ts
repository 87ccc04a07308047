import { describe, expect, it } from 'vitest';
import { sha256 } from '../../adapters/sha256.ts';
import { leafHash } from '../../domain/ledger/chain.ts';
import { change } from '../kit/changes.ts';
import { type MemoryLine, memoryLine } from '../kit/line.ts';
import { type StreamRecord, streamRecord } from '../kit/stream-records.ts';

/** Three changes of Manila whose records were parked together. */
const parked = async () => {
  const line = await memoryLine();
  const before = line.items.length;
  for (let n = 0; n < 3; n += 1) await change(line.ports, { locationId: 'Manila', action: 'set' });
  const records = line.items.slice(before).map((item, index) => streamRecord(item, index));
  await line.ports.failed.park(records);
  return { line, records };
};

/** A minute later, the schedule invokes the publisher. */
const retry = (line: MemoryLine) => line.consumers.publish({ repair: 'aws/lambda/' });

const keptIn = async ({ ports }: MemoryLine): Promise<unknown[]> => {
  const kept = [];
  for await (const { records } of ports.failed.list('')) kept.push(...(await records()));
  return kept;
};
const published = ({ ports }: MemoryLine) =>
  ports.bus.taken.map(({ detail }) => JSON.parse(detail)).map(({ stream, seq }) => `${stream}#${seq}`);
const logged = ({ ports }: MemoryLine, message: string) =>
  ports.lines.filter((text) => text.includes(`"${message}"`)).length;

/** The record of an event as a newer version would write it. */
const newer = ({ dynamodb, ...record }: StreamRecord) => {
  const body = JSON.stringify({ ...JSON.parse(dynamodb.NewImage?.body?.S ?? ''), schema: 99 });
  const NewImage = { ...dynamodb.NewImage, body: { S: body }, hash: { S: leafHash(sha256, body) } };
  return { ...record, dynamodb: { ...dynamodb, NewImage } };
};

describe('the publisher', () => {
  it('publishes parked records by itself, in order, and deletes them', async () => {
    const { line } = await parked();
    expect(await retry(line)).toEqual({ batchItemFailures: [] });
    expect(published(line)).toEqual(['location/Manila#1', 'location/Manila#2', 'location/Manila#3']);
    expect(await keptIn(line)).toEqual([]);
    await retry(line);
    expect(published(line)).toHaveLength(3);
  });

  it('keeps what the bus still refuses for the next minute, and repeats nothing that it accepted', async () => {
    const { line, records } = await parked();
    line.ports.bus.script.push([null, 'MalformedDetail', null]);
    await retry(line);
    expect(await keptIn(line)).toEqual([records[1]]);
    expect(logged(line, 'failed to publish parked records')).toBe(1);
    await retry(line);
    expect(published(line)).toEqual(['location/Manila#1', 'location/Manila#3', 'location/Manila#2']);
    expect(await keptIn(line)).toEqual([]);
  });

  it('keeps all of them while the bus cannot be reached', async () => {
    const { line, records } = await parked();
    line.ports.bus.script.push(new Error('no network'));
    await retry(line);
    expect(await keptIn(line)).toEqual(records);
    expect(logged(line, 'failed to publish parked records')).toBe(1);
  });

  it('parks an event of a newer version, which the version that reads it publishes', async () => {
    const { line, records } = await parked();
    await retry(line);
    const [first] = records;
    const written = first && newer(first);
    await line.consumers.publish({ Records: [written] });
    expect(await keptIn(line)).toEqual([written]);
    await retry(line);
    expect(await keptIn(line)).toEqual([written]);
    expect(logged(line, 'failed to publish parked records')).toBe(1);
    // After the upgrade.
    for await (const { id } of line.ports.failed.list('')) await line.ports.failed.remove(id);
    await line.ports.failed.park([first]);
    await retry(line);
    expect(published(line).at(-1)).toBe('location/Manila#1');
  });

  it('leaves a record without a stream of the line to an operator, and publishes those beside it', async () => {
    const { line, records } = await parked();
    await line.ports.failed.park([{}, records[0]]);
    await retry(line);
    expect(await keptIn(line)).toEqual([{}]);
    expect(logged(line, 'failed to publish parked records')).toBe(0);
  });
});
