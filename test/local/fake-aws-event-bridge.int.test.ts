import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { failure, withEdge } from '../adapters/with-edge.ts';

const { edge, client } = withEdge();

describe("EventBridge as the SDK's client meets it", () => {
  const put = (...Entries: PutEventsRequestEntry[]) =>
    new EventBridgeClient({ ...client(), maxAttempts: 1 }).send(new PutEventsCommand({ Entries }));
  const entry = { Source: 's', DetailType: 'd', Detail: '{"n":1}' };

  it('takes one to ten entries', async () => {
    expect(await put(...Array.from({ length: 10 }, () => entry))).toMatchObject({ FailedEntryCount: 0 });
    for (const count of [0, 11]) {
      const error = await failure(put(...Array.from({ length: count }, () => entry)));
      expect(error.name).toBe('ValidationException');
    }
    expect(edge().bus()).toHaveLength(10);
  });

  it('takes the good entries and names the bad ones', async () => {
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
    'refuses a request in which no entry has its %s',
    async (member) => {
      const error = await failure(put({ ...entry, [member]: '' }, { ...entry, [member]: undefined }));
      expect(error.name).toBe('ValidationException');
    },
  );

  it('takes an entry of 1 MB and refuses one a byte longer', async () => {
    const sized = (bytes: number) => ({
      ...entry,
      Detail: `{"x":"${'a'.repeat(bytes - '{"x":""}'.length)}"}`,
    });
    const room = 1_048_576 - 's'.length - 'd'.length;
    expect(await put(sized(room))).toMatchObject({ FailedEntryCount: 0 });
    expect((await failure(put(sized(room + 1)))).name).toBe('ValidationException');
    expect((await failure(put({ ...sized(room), Time: new Date(0) }))).name).toBe('ValidationException');
  });

  it('gives an entry without time and bus the present and the default bus', async () => {
    await put(entry);
    expect(edge().bus()).toMatchObject([{ time: '2026-11-22T06:00:00.000Z', bus: 'default' }]);
  });
});
