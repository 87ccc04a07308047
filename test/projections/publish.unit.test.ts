import { describe, expect, it } from 'vitest';
import { eventDefinitions } from '../../domain/emergency/events.ts';
import type { BusEntry } from '../../domain/emergency/ports.ts';
import { publishedSchemas } from '../../domain/emergency/published-schemas.ts';
import { change } from '../kit/changes.ts';
import { day } from '../kit/day.ts';
import { memoryLine } from '../kit/line.ts';
import { type StreamRecord, sequenceNumber, streamRecord } from '../kit/stream-records.ts';

/** A batch of `count` events, and its response, as positions in the batch. */
const publishing = async (count: number, script: ((string | null)[] | Error)[] = []) => {
  const line = await memoryLine();
  const { bus } = line.ports;
  for (let n = 0; n < count; n += 1) await change(line.ports, { locationId: 'Manila', action: 'set' });
  bus.script.push(...script);
  const items = line.items.slice(3);
  const Records = items.map((item, index) => streamRecord(item, index));
  const { batchItemFailures } = await line.consumers.publish({ Records });
  const parked: string[] = [];
  for await (const { records } of line.ports.failed.list(''))
    for (const record of (await records()) as StreamRecord[]) parked.push(record.dynamodb.SequenceNumber);
  const places = (entries: BusEntry[]) => entries.map(({ detail }) => JSON.parse(detail).seq - 1);
  return {
    failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier),
    calls: bus.calls.map(places),
    taken: places(bus.taken),
    pauses: line.ports.system.pauses,
    parked,
  };
};

const upTo = (end: number, from = 0) => Array.from({ length: end - from }, (_, n) => from + n);
const only = (count: number, ...failing: number[]) =>
  upTo(count).map((place) => (failing.includes(place) ? 'ThrottlingException' : null));

describe('a batch is published', () => {
  it('in order, ten to a call', async () => {
    const { failed, calls } = await publishing(25);
    expect({ failed, calls }).toEqual({ failed: [], calls: [upTo(10), upTo(20, 10), upTo(25, 20)] });
  });

  it('with only the failed entries resent, after a growing pause', async () => {
    const { failed, calls, pauses } = await publishing(10, [only(10, 2, 7), only(2, 1), only(1, 0)]);
    expect(failed).toEqual([]);
    expect(calls).toEqual([upTo(10), [2, 7], [7], [7]]);
    expect(pauses).toEqual([200, 400, 800]);
  });

  it('up to the entry the bus does not accept, which is reported', async () => {
    const never = [only(10, 4), only(1, 0), only(1, 0), only(1, 0)];
    const { failed, calls, taken } = await publishing(25, never);
    expect(failed).toEqual([sequenceNumber(4)]);
    expect(calls).toEqual([upTo(10), [4], [4], [4]]);
    expect(taken).not.toContain(4);
  });

  it('up to the earliest failed entry, whatever happened to later ones', async () => {
    const never = [only(10, 8, 3), only(2, 0, 1), only(2, 0, 1), only(2, 0, 1)];
    expect(await publishing(12, never)).toMatchObject({ failed: [sequenceNumber(3)] });
  });

  it('up to a call that fails as a whole', async () => {
    const { failed, calls } = await publishing(15, [only(10), new Error('no network')]);
    expect(failed).toEqual([sequenceNumber(10)]);
    expect(calls).toHaveLength(2);
  });

  it('except for an entry with a permanent error, which is parked', async () => {
    const codes = upTo(10).map((place) => (place === 4 ? 'MalformedDetail' : null));
    const { failed, calls, taken, parked } = await publishing(12, [codes]);
    expect({ failed, calls, parked }).toEqual({
      failed: [],
      calls: [upTo(10), [10, 11]],
      parked: [sequenceNumber(4)],
    });
    expect(taken).toEqual(upTo(12).filter((place) => place !== 4));
  });

  it('one by one when the bus refuses the call for its content', async () => {
    const { failed, calls, parked } = await publishing(3, [
      upTo(3).map(() => 'ValidationException'),
      [null],
      ['ValidationException'],
    ]);
    expect({ failed, calls }).toEqual({ failed: [], calls: [upTo(3), [0], [1], [2]] });
    expect(parked).toEqual([sequenceNumber(1)]);
  });

  it('up to the entry for which the bus returned no result', async () => {
    const { failed } = await publishing(3, [[null, null], [], [], []]);
    expect(failed).toEqual([sequenceNumber(2)]);
  });
});

describe('every event', () => {
  const published = async () => {
    const line = await memoryLine();
    await day(line);
    line.ports.bus.script.push(only(10, 0, 9), new Error('once'));
    await line.catchUp();
    return { line, entries: line.ports.bus.taken };
  };

  it('is published at least once, each by the schema of its type', async () => {
    const { line, entries } = await published();
    for (const { detailType, time, detail } of entries) {
      expect(() => publishedSchemas[detailType]?.parse(JSON.parse(detail))).not.toThrow();
      expect(JSON.parse(detail)).toMatchObject({ type: detailType, at: time });
    }
    const ids = new Set(entries.map(({ detail }) => JSON.parse(detail).id));
    expect([...ids].sort()).toEqual(line.items.map(({ id }) => id).sort());
    const types = new Set(eventDefinitions().map(({ name }) => name));
    expect(new Set(entries.map(({ detailType }) => detailType))).toEqual(types);
  });

  it('has a schema that refuses encrypted and secret fields', async () => {
    const { line } = await published();
    for (const item of line.items) {
      const { stream, type, data, ...rest } = JSON.parse(item.body);
      const { v: _, prev: __, step: ___, ...envelope } = rest;
      const whole = { ...envelope, stream, type, data, hash: item.hash, notice: 'It happened.' };
      const hidden = ['number', 'name', 'tag', 'numberTag', 'query'].some((key) => key in data);
      expect([type, publishedSchemas[type]?.safeParse(whole).success]).toEqual([type, !hidden]);
    }
  });

  it('is published without encrypted texts, tags of PINs or unknown callers’ numbers, and the step', async () => {
    const { entries } = await published();
    const keys = new Set<string>();
    const note = (key: string, value: unknown) => {
      keys.add(key);
      return value;
    };
    for (const { detail } of entries) JSON.parse(detail, note);
    expect(keys).toContain('maskedNumber');
    for (const key of ['number', 'name', 'tag', 'numberTag', 'step', 'prev']) expect(keys).not.toContain(key);
  });
});
