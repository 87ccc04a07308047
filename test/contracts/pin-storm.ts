import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Body } from '../../domain/envelope.ts';
import type { AdminEvent } from '../../domain/events/admin.ts';
import type { Reply } from '../../handlers/connect.ts';
import { wireMessaging } from '../../handlers/messaging.ts';
import { wireProjections } from '../../handlers/wire.ts';
import { wireOneTimePin, wireVerifyPin } from '../../handlers/wire-pins.ts';
import { place, type Wires } from '../../handlers/wires.ts';
import { seedDemo } from '../../local/demo.ts';
import { startServices } from '../../local/services.ts';
import { createTables } from '../../local/tables.ts';
import { rebuild } from '../../projections/rebuild.ts';
import { connectEvent } from '../doubles/connect-event.ts';
import { seeded } from '../doubles/interleaving.ts';
import { shippedConfig } from '../doubles/ports.ts';

const AISHA = '+6591110001';
const SEED = 20261122;
const TABLES = {
  EVENTS_TABLE: 'StormEvents',
  BOARD_TABLE: 'StormBoard',
  DIRECTORY_TABLE: 'StormDirectory',
  SUBJECT_KEYS_TABLE: 'StormKeys',
  SEND_BUDGET_TABLE: 'StormBudget',
};

/** The real handlers, their clients on a DynamoDB at `endpoint` and on an AWS edge of their own. */
const handlersOn = async (endpoint: string) => {
  const services = await startServices(null, 'line.config.json', Date.now);
  const config = shippedConfig();
  const environment = { ...services.environment, ...TABLES, AWS_ENDPOINT_URL_DYNAMODB: endpoint };
  const pause = (milliseconds: number) => wait(milliseconds);
  const system = { now: Date.now, newId: ulid, pause };
  const wires: Wires = { environment, config, system, log: () => {} };
  const names = {
    events: TABLES.EVENTS_TABLE,
    board: TABLES.BOARD_TABLE,
    directory: TABLES.DIRECTORY_TABLE,
    subjectKeys: TABLES.SUBJECT_KEYS_TABLE,
    sendBudget: TABLES.SEND_BUDGET_TABLE,
  };
  await createTables(new DynamoDBClient(place(environment, endpoint)), names);
  const ports = wireProjections(wires);
  await seedDemo({ ...ports, system, lookup: (await wireMessaging(wires)).lookup }, 'en-US');
  await rebuild(ports);
  return {
    config,
    store: ports.store,
    edge: services.edge,
    oneTimePin: await wireOneTimePin(wires),
    verifyPin: await wireVerifyPin(wires),
    close: services.close,
  };
};

type Handlers = Awaited<ReturnType<typeof handlersOn>>;
type Written = Body & AdminEvent;

/** As Connect does: a function that fails is asked the same again, if only once: that is enough to see that nothing is done twice. */
const asked = async (ask: () => Promise<Reply>, left = 1): Promise<Reply> =>
  ask().catch((error) => (left > 0 ? asked(ask, left - 1) : { status: String(error.name) }));

/** One PIN is out; `right` and `wrong` tries come at once, shuffled. What was answered, by step, and what was written. */
const storm = async (
  { config, edge, store, oneTimePin, verifyPin }: Handlers,
  { adminId, from, right, wrong }: { adminId: string; from: string; right: number; wrong: number },
) => {
  const contactId = `storm-${adminId}-${right}-${wrong}`;
  await oneTimePin(connectEvent(config, { from, contactId }, { step: 'pin' }));
  const pin = /PIN is (\d+)/.exec((await edge.messages(from)).at(-1)?.body ?? '')?.[1] ?? '';
  const other = pin.replace(/.$/, (digit) => String((Number(digit) + 1) % 10));
  const below = seeded(SEED);
  const typed = [...Array<string>(right).fill(pin), ...Array<string>(wrong).fill(other)]
    .map((entered) => ({ entered, at: below(1_000_000) }))
    .sort((a, b) => a.at - b.at);
  const replies = await Promise.all(
    typed.map(({ entered }, n) =>
      asked(() => verifyPin(connectEvent(config, { from, contactId }, { step: `try-${n}`, entered }))),
    ),
  );
  const events: Written[] = [];
  for await (const { event } of store.read(`admin/${adminId}`))
    if (event.contactId === contactId) events.push(event as Written);
  return { replies, verified: verifiedOf(events), wrongs: wrongsOf(events) };
};

const verifiedOf = (events: readonly Written[]) => events.filter(({ type }) => type === 'PinVerified');
const wrongsOf = (events: readonly Written[]) =>
  events.flatMap(({ type, data }) =>
    type === 'PinRejected' && data.reason === 'wrong' ? [[data.triesLeft, data.failures]] : [],
  );

const steps = (replies: readonly Reply[], status: string) =>
  replies.flatMap((reply, n) => (reply.status === status ? [`try-${n}`] : []));

/** A hundred tries at one PIN at the same time, on the DynamoDB at this endpoint. */
export const pinStormContract = (name: string, endpoint: string): void => {
  describe(`a hundred simultaneous tries at one PIN, on ${name}`, () => {
    let handlers: Handlers;
    beforeAll(async () => {
      handlers = await handlersOn(endpoint);
    });
    afterAll(() => handlers.close());

    it('with two wrong ones among them: exactly one is verified, and no wrong one is lost or counted twice', async () => {
      const aisha = { adminId: 'admin-1', from: AISHA, right: 98, wrong: 2 };
      const { replies, verified, wrongs } = await storm(handlers, aisha);
      expect(verified.map(({ step }) => step)).toStrictEqual(steps(replies, 'VERIFIED'));
      expect(verified).toHaveLength(1);
      expect(wrongs).toStrictEqual(COUNTED.slice(0, steps(replies, 'WRONG').length));
    });

    it('and twenty wrong ones alone: exactly three are counted, and the PIN is dead', async () => {
      const aisha = { adminId: 'admin-1', from: AISHA, right: 0, wrong: 20 };
      const { replies, verified, wrongs } = await storm(handlers, aisha);
      expect(verified).toStrictEqual([]);
      expect(wrongs).toStrictEqual(COUNTED);
      expect(steps(replies, 'WRONG')).toHaveLength(2);
    });
  });
};

/** What three wrong tries leave: tries left, failures since the last success. */
const COUNTED = [
  [2, 1],
  [1, 2],
  [0, 3],
];
