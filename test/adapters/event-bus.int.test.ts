import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { REPEATABLE } from '../../adapters/aws-clients.ts';
import { eventBridgeBus } from '../../adapters/event-bus.ts';
import type { BusEntry } from '../../domain/emergency/ports.ts';
import type { FaultKind } from '../../local/aws/faults.ts';
import { withEdge } from './with-edge.ts';

const { edge, calls, client } = withEdge();
const bus = (requestTimeout = 1_000) =>
  eventBridgeBus(
    new EventBridgeClient({
      ...client(),
      ...REPEATABLE,
      requestHandler: { ...REPEATABLE.requestHandler, requestTimeout },
    }),
    { busName: 'emergency', source: 'contact-centre.emergency' },
  );

const TIME = '2026-11-22T05:59:59.123Z';
const entries = (count: number): BusEntry[] =>
  Array.from({ length: count }, (_, n) => ({
    detailType: 'EmergencySet',
    time: TIME,
    detail: JSON.stringify({ n }),
  }));
const arrived = () =>
  edge()
    .bus()
    .map(({ detail }) => detail.n);
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);
const fail = (as: FaultKind, times = 1) =>
  edge().fail({ service: 'eventbridge', operation: 'PutEvents', times, as });

describe('publishing to EventBridge', () => {
  it('puts an unchanged entry on the bus', async () => {
    expect(await bus().publish(entries(1))).toStrictEqual([null]);
    const [{ id, ...event } = { id: '' }] = edge().bus();
    expect(id).not.toBe('');
    expect(event).toStrictEqual({
      at: '2026-11-22T06:00:00.000Z',
      bus: 'emergency',
      source: 'contact-centre.emergency',
      detailType: 'EmergencySet',
      time: TIME,
      detail: { n: 0 },
    });
  });

  it.each([
    [0, 0],
    [1, 1],
    [10, 1],
    [11, 2],
    [25, 3],
  ])('sends %d entries in order in %d calls', async (count, needed) => {
    expect(await bus().publish(entries(count))).toStrictEqual(upTo(count).map(() => null));
    expect(arrived()).toStrictEqual(upTo(count));
    expect(calls).toHaveLength(needed);
  });

  it('returns which entries were rejected and does not retry them', async () => {
    fail({ entryErrorCodes: [null, 'ThrottlingException', null, 'InternalFailure'] });
    expect(await bus().publish(entries(5))).toStrictEqual([
      null,
      'ThrottlingException',
      null,
      'InternalFailure',
      null,
    ]);
    expect(arrived()).toStrictEqual([0, 2, 4]);
  });

  it('counts entries over all calls', async () => {
    fail({ entryErrorCodes: [] });
    fail({ entryErrorCodes: [null, null, 'ThrottlingException'] });
    const results = await bus().publish(entries(15));
    expect(results).toStrictEqual(upTo(15).map((n) => (n === 12 ? 'ThrottlingException' : null)));
  });

  it.each<[FaultKind, string]>([
    ['throttle', 'ThrottlingException'],
    ['error', 'InternalException'],
    [{ statusCode: 400, code: 'AccessDeniedException' }, 'AccessDeniedException'],
    [{ statusCode: 400, code: 'No +6591110001' }, 'UnknownError'],
  ])(
    'gives the entries of a call that failed by %j the error, and the others their own results',
    async (as, name) => {
      fail(as, as === 'throttle' || as === 'error' ? 2 : 1);
      const results = await bus().publish(entries(13));
      expect(results).toStrictEqual(upTo(13).map((n) => (n < 10 ? name : null)));
      expect(arrived()).toStrictEqual([10, 11, 12]);
    },
  );

  it('returns an error for entries whose response was lost', async () => {
    fail('timeout-after-doing', 2);
    expect(await bus(100).publish(entries(1))).toStrictEqual(['ETIMEDOUT']);
    // At least once: the SDK asked twice, and both were taken. Subscribers know a repeated event by its id.
    expect(arrived()).toStrictEqual([0, 0]);
  });

  it.each([
    ['no entries', '{}'],
    ['too few entries', '{"FailedEntryCount":0,"Entries":[]}'],
    ['entries of nothing', '{"Entries":[null]}'],
    ['an entry without id', '{"Entries":[{}]}'],
    ['an id that is none', '{"Entries":[{"EventId":{}}]}'],
    ['an error code that quotes', '{"Entries":[{"ErrorCode":"+6591110001"}]}'],
    ['an id and an error', '{"Entries":[{"EventId":"1","ErrorCode":"InternalFailure"}]}', 'InternalFailure'],
  ])('does not treat a response with %s as accepted', async (_, reply, code = 'MalformedReply') => {
    fail({ reply });
    expect(await bus().publish(entries(1))).toStrictEqual([code]);
  });

  it('returns the error for all entries of a call when one of them has no time', async () => {
    const [good, bad] = entries(2);
    const results = await bus().publish([good, { ...bad, time: 'soon' }] as BusEntry[]);
    expect(results).toStrictEqual(['SerializationException', 'SerializationException']);
    expect(arrived()).toStrictEqual([]);
  });

  it('returns the error code of each entry that the bus rejects', async () => {
    const [good, bad] = entries(2);
    expect(await bus().publish([good, { ...bad, detail: '{' }] as BusEntry[])).toStrictEqual([
      null,
      'MalformedDetail',
    ]);
  });
});
