import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { failure, withEdge } from '../adapters/with-edge.ts';

const { edge, client } = withEdge();

describe('the fake EventBridge', () => {
  const put = (...Entries: PutEventsRequestEntry[]) =>
    new EventBridgeClient({ ...client(), maxAttempts: 1 }).send(new PutEventsCommand({ Entries }));
  const entry = { Source: 's', DetailType: 'd', Detail: '{"n":1}' };

  it('accepts one to ten entries', async () => {
    expect(await put(...Array.from({ length: 10 }, () => entry))).toMatchObject({ FailedEntryCount: 0 });
    for (const count of [0, 11]) {
      const error = await failure(put(...Array.from({ length: count }, () => entry)));
      expect(error.name).toBe('ValidationException');
    }
    expect(edge().bus()).toHaveLength(10);
  });

  it('accepts the valid entries and reports the others', async () => {
    const { Source: _, ...noSource } = entry;
    const reply = await put(entry, noSource, { ...entry, Detail: '[]' }, { ...entry, Detail: 'x' }, entry);
    expect(reply.FailedEntryCount).toBe(3);
    expect(reply.Entries?.map(({ ErrorCode }) => ErrorCode)).toStrictEqual([
      undefined,
      'InvalidArgument',
      'MalformedDetail',
      'MalformedDetail',
      undefined,
    ]);
    expect(
      edge()
        .bus()
        .map(({ id }) => id),
    ).toStrictEqual([reply.Entries?.[0]?.EventId, reply.Entries?.[4]?.EventId]);
  });

  it.each(['Source', 'DetailType', 'Detail'])(
    'rejects a request in which no entry has a %s',
    async (member) => {
      const error = await failure(put({ ...entry, [member]: '' }, { ...entry, [member]: undefined }));
      expect(error.name).toBe('ValidationException');
    },
  );

  it('accepts an entry of 1 MB and rejects one a byte longer', async () => {
    const sized = (bytes: number) => ({
      ...entry,
      Detail: `{"x":"${'a'.repeat(bytes - '{"x":""}'.length)}"}`,
    });
    const room = 1_048_576 - 's'.length - 'd'.length;
    expect(await put(sized(room))).toMatchObject({ FailedEntryCount: 0 });
    expect((await failure(put(sized(room + 1)))).name).toBe('ValidationException');
    expect((await failure(put({ ...sized(room), Time: new Date(0) }))).name).toBe('ValidationException');
  });

  it('uses the current time and the default bus for an entry without them', async () => {
    await put(entry);
    expect(edge().bus()).toMatchObject([{ time: '2026-11-22T06:00:00.000Z', bus: 'default' }]);
  });
});
