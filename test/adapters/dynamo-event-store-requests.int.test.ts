import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { location } from '../../domain/emergency/location/decide.ts';
import { handleCommand } from '../../domain/ledger/handle-command.ts';
import { dayKey } from '../../domain/ledger/stream.ts';
import { startDynamoDb } from '../../local/dynamodb/start.ts';
import { all, filled, large, MANILA, meta, numbered } from '../kit/contracts/store-story.ts';
import { set } from '../kit/location-events.ts';
import { log } from '../kit/log.ts';
import { movingSystem } from '../kit/moving-system.ts';
import { eventsTable } from './events-table.ts';

const embedded = await startDynamoDb({ now: Date.now });
afterAll(embedded.close);
let table: Awaited<ReturnType<typeof eventsTable>>;
beforeEach(async () => {
  table = await eventsTable(embedded.endpoint, log);
});

/** The requests that `act` makes, and what each costs the table. */
const requests = async (act: () => Promise<unknown>) => {
  table.sent.length = 0;
  await act();
  return table.sent.map(({ command, input, units }) => ({ command, input, units }));
};
const HEAD = { ConsistentRead: true, ScanIndexForward: false, Limit: 1 };
const ONLY_WHERE_NOTHING_STANDS = { ConditionExpression: 'attribute_not_exists(sk)' };

describe('the event store requests from DynamoDB', () => {
  it.each([1, 60])(
    'for a head: one consistent query for one item, with %i events in the stream',
    async (events) => {
      await filled(table.store, MANILA, events);
      expect(await requests(() => table.store.head(location, MANILA))).toMatchObject([
        {
          command: 'QueryCommand',
          input: { ...HEAD, ExpressionAttributeValues: { ':pk': MANILA } },
          units: 1,
        },
      ]);
    },
  );

  it('for an append: one put, on the condition that the sequence number is free', async () => {
    const head = await table.store.head(location, MANILA);
    const sent = await requests(() => table.store.append(location, head, numbered(1), meta(1)));
    expect(sent).toMatchObject([
      {
        command: 'PutItemCommand',
        input: { ...ONLY_WHERE_NOTHING_STANDS, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
        units: 2,
      },
    ]);
  });

  it('for a command: one read and one write, at the same cost for a long history', async () => {
    const decide = (step: string) => () =>
      handleCommand(
        { store: table.store, system: movingSystem() },
        location,
        MANILA,
        { actor: 'admin/admin-1', contactId: 'call-1', step, request: 'set:fire-alarm' },
        ({ state }) => set(0, { heardSeq: state.status?.seq ?? 0 }),
      );
    // Forty processed commands at most are stored; from then on the item grows no more.
    await filled(table.store, MANILA, 40);
    const early = await requests(decide('early'));
    await filled(table.store, MANILA, 100);
    const late = await requests(decide('late'));
    expect(late).toMatchObject([
      { command: 'QueryCommand', input: HEAD, units: 1 },
      { command: 'PutItemCommand', input: ONLY_WHERE_NOTHING_STANDS, units: 3 },
    ]);
    expect(late.map(({ units }) => units)).toStrictEqual(early.map(({ units }) => units));
  });

  it('for one event: one consistent read of one item', async () => {
    await filled(table.store, MANILA, 3);
    expect(await requests(() => table.store.event(MANILA, 2))).toMatchObject([
      { command: 'GetItemCommand', input: { Key: { pk: MANILA, sk: 2 }, ConsistentRead: true }, units: 1 },
    ]);
  });

  it('for a stream: a consistent query per megabyte, only when it is read', async () => {
    await filled(table.store, MANILA, 45, large);
    const whole = await requests(() => all(table.store.read(MANILA)));
    expect(whole.map(({ command, input }) => [command, input.ConsistentRead])).toStrictEqual(
      [1, 2, 3].map(() => ['QueryCommand', true]),
    );
    const firstOnly = await requests(async () => {
      for await (const _ of table.store.read(MANILA)) break;
    });
    expect(firstOnly).toHaveLength(1);
  });

  it('for a day: an eventually consistent query of the index', async () => {
    await filled(table.store, MANILA, 1);
    const [asked] = await requests(() => all(table.store.day(dayKey(MANILA, meta(1).at))));
    expect(asked).toMatchObject({ command: 'QueryCommand', input: { IndexName: 'byTime' } });
    expect(asked?.input).not.toHaveProperty('ConsistentRead');
  });

  it('for the names of all streams: one scan', async () => {
    await filled(table.store, MANILA, 2);
    const sent = await requests(() => all(table.store.streams()));
    expect(sent.map(({ command }) => command)).toStrictEqual(['ScanCommand']);
  });
});
