import { describe, expect, it } from 'vitest';
import { sha256 } from '../../adapters/sha256.ts';
import { publishedSchemas } from '../../domain/emergency/published-schemas.ts';
import { canonical } from '../../domain/ledger/canonical-json.ts';
import { leafHash } from '../../domain/ledger/chain.ts';
import type { Item } from '../../domain/ledger/event-store.ts';
import { change } from '../kit/changes.ts';
import { memoryLine } from '../kit/line.ts';
import { streamRecord } from '../kit/stream-records.ts';

/** Manila and Sydney, projected; then the table is changed. */
const settled = async () => {
  const line = await memoryLine();
  await change(line.ports, { locationId: 'Sydney', action: 'set' });
  await change(line.ports, { locationId: 'Manila', action: 'set' });
  await line.catchUp();
  line.ports.bus.calls.length = 0;
  const item = line.items.at(-1);
  if (!item) throw new Error('nothing was written');
  const board = structuredClone([...line.ports.board.rows.values()]);
  return { line, item, board };
};

/** An item with a changed body and the hash that matches it. */
const rewritten = (item: Item, by: Record<string, unknown>): Item => {
  const body = canonical({ ...JSON.parse(item.body), ...by });
  return { ...item, body, hash: leafHash(sha256, body) };
};

const off = { type: 'EmergencyRemoved' };
const touches: [string, 'MODIFY' | 'REMOVE' | 'FORGED', (item: Item) => ReturnType<typeof streamRecord>][] = [
  ['overwritten', 'MODIFY', (item) => streamRecord(rewritten(item, off), 90, 'MODIFY')],
  ['deleted', 'REMOVE', (item) => streamRecord(item, 90, 'REMOVE')],
  [
    'put with a hash that is not its own',
    'FORGED',
    (item) => streamRecord({ ...rewritten(item, { seq: 2 }), sk: 2, hash: item.hash }, 90),
  ],
  [
    'put under another stream’s key',
    'FORGED',
    (item) => streamRecord({ ...rewritten(item, { stream: 'location/Sydney', seq: 2 }), sk: 2 }, 90),
  ],
  [
    'put under another sequence number',
    'FORGED',
    (item) => streamRecord({ ...rewritten(item, { seq: 3 }), sk: 2 }, 90),
  ],
];

describe.each(touches)('an event that was %s', (_, how, touch) => {
  it('is never applied, and the alarm is raised', async () => {
    const { line, item, board } = await settled();
    const record = touch(item);
    expect(await line.consumers.project({ Records: [record] })).toEqual({ batchItemFailures: [] });
    expect([...line.ports.board.rows.values()]).toEqual(board);
    const alarms = line.ports.lines.filter((text) => text.includes('TAMPER'));
    expect(alarms.map((text) => JSON.parse(text))).toEqual([
      {
        time: '1970-01-01T00:00:00.000Z',
        level: 'error',
        message: 'TAMPER: event overwritten, deleted or forged',
        stream: 'location/Manila',
        seq: Number(record.dynamodb.Keys.sk.N),
        status: how,
      },
    ]);
  });

  it('is published to the other teams', async () => {
    const { line, item } = await settled();
    const record = touch(item);
    await line.consumers.publish({ Records: [record] });
    const [entry] = line.ports.bus.calls.flat();
    const detail = JSON.parse(entry?.detail ?? '{}');
    expect(entry?.detailType).toBe('TamperDetected');
    expect(detail).toEqual({
      stream: 'location/Manila',
      seq: Number(record.dynamodb.Keys.sk.N),
      how,
      at: item.at,
      notice: expect.stringMatching(/^TAMPERED: event \d+ of location\/Manila was changed in the log/),
    });
    expect(publishedSchemas.TamperDetected?.safeParse(detail).success).toBe(true);
  });
});

it.each([
  ['pk', { pk: '+6591110001' }, { stream: '?', seq: 1 }],
  ['sk', { sk: 1.5 }, { stream: 'location/Manila', seq: 0 }],
])(
  'an item whose %s no event can have is published without it, valid by the published schema',
  async (_, key, place) => {
    const { line, item } = await settled();
    await line.consumers.publish({ Records: [streamRecord({ ...item, ...key }, 90)] });
    const detail = JSON.parse(line.ports.bus.calls[0]?.[0]?.detail ?? '{}');
    expect(detail).toEqual({ ...place, how: 'FORGED', at: item.at, notice: expect.any(String) });
    expect(publishedSchemas.TamperDetected?.safeParse(detail).success).toBe(true);
  },
);

it('an event of a newer version is parked, not applied, and does not block later events', async () => {
  const { line, item, board } = await settled();
  const record = streamRecord({ ...rewritten(item, { schema: 99, seq: 2 }), sk: 2 }, 90);
  const done = { batchItemFailures: [] };
  expect(await line.consumers.project({ Records: [record] })).toEqual(done);
  expect(await line.consumers.publish({ Records: [record] })).toEqual(done);
  expect([...line.ports.board.rows.values()]).toEqual(board);
  const parked = [];
  for await (const { records } of line.ports.failed.list('')) parked.push(...(await records()));
  expect(parked).toEqual([record, record]);
});
