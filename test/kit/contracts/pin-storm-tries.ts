import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ulid } from 'ulid';
import type { AdminEvent } from '../../../domain/emergency/admin/events.ts';
import type { StoredEvent } from '../../../domain/ledger/envelope.ts';
import { type AppContext, endpointOf } from '../../../handlers/composition/context.ts';
import { createNumberLookup } from '../../../handlers/composition/messaging.ts';
import { createOneTimePin, createVerifyPin } from '../../../handlers/composition/pins.ts';
import { createStores } from '../../../handlers/composition/projector.ts';
import type { Reply } from '../../../handlers/connect-event.ts';
import { seedDemo } from '../../../local/demo.ts';
import { startServices } from '../../../local/services.ts';
import { createTables } from '../../../local/tables.ts';
import { rebuild } from '../../../projections/rebuild.ts';
import { AISHA, pinOf, wrongPin } from '../../e2e/callers.ts';
import { CONFIG_FILE } from '../config-file.ts';
import { connectEvent } from '../connect-event.ts';
import { shippedConfig } from '../ports.ts';
import { random } from '../random.ts';

const SEED = 20261122;

/** The real handlers, with clients of a DynamoDB at `endpoint` and of their own fake AWS. */
export const handlersOn = async (endpoint: string) => {
  const services = await startServices(null, CONFIG_FILE, Date.now);
  const shipped = shippedConfig();
  // On a slow machine, the PIN must not expire before all tries are made.
  const config = { ...shipped, pin: { ...shipped.pin, lifeSeconds: 600 } };
  const environment = { ...services.environment, AWS_ENDPOINT_URL_DYNAMODB: endpoint };
  const pause = (milliseconds: number) => wait(milliseconds);
  const system = { now: Date.now, newId: ulid, pause };
  const ctx: AppContext = { environment, config, system, log: () => {} };
  await createTables(new DynamoDBClient(endpointOf(environment, endpoint)), environment);
  const ports = createStores(ctx);
  await seedDemo({ ...ports, system, lookup: createNumberLookup(ctx) }, 'en-US');
  await rebuild(ports);
  return {
    config,
    store: ports.store,
    edge: services.fakeAws,
    oneTimePin: createOneTimePin(ctx),
    verifyPin: createVerifyPin(ctx),
    close: services.close,
  };
};

export type Handlers = Awaited<ReturnType<typeof handlersOn>>;
type Written = StoredEvent & AdminEvent;

/** After a conflict or a timeout, Connect retries, three times in all. */
const withRetries = (ask: () => Promise<Reply>, left = 3): Promise<Reply> =>
  ask().catch((error: Error) => (left > 1 ? withRetries(ask, left - 1) : { status: error.name }));

/** One PIN is sent; `right` and `wrong` tries are made at once, shuffled. Returns the replies by step, and the events. */
export const storm = async (
  { config, edge, store, oneTimePin, verifyPin }: Handlers,
  { right, wrong }: { right: number; wrong: number },
) => {
  const from = AISHA;
  const contactId = `storm-${right}-${wrong}`;
  const sent = await withRetries(() =>
    oneTimePin(connectEvent(config, { from, contactId }, { step: 'pin' })),
  );
  if (sent.status !== 'SENT') throw new Error(`no PIN to try: ${sent.status}`);
  const pin = await pinOf(edge, from);
  const { below } = random(SEED);
  const typed = [...Array<string>(right).fill(pin), ...Array<string>(wrong).fill(wrongPin(pin))]
    .map((entered) => ({ entered, at: below(1_000_000) }))
    .sort((a, b) => a.at - b.at);
  const replies = await Promise.all(
    typed.map(({ entered }, n) =>
      withRetries(() => verifyPin(connectEvent(config, { from, contactId }, { step: `try-${n}`, entered }))),
    ),
  );
  const events: Written[] = [];
  for await (const { event } of store.read('admin/admin-1'))
    if (event.contactId === contactId) events.push(event as Written);
  return {
    verified: events.filter(({ type }) => type === 'PinVerified').map(({ step }) => step),
    wrong: events.flatMap(({ type, data, step }) =>
      type === 'PinRejected' && data.reason === 'wrong'
        ? { step, left: data.triesLeft, failures: data.failures }
        : [],
    ),
    /** The steps with this reply. */
    answered: (status: string) =>
      replies.flatMap((reply, n) => (reply.status === status ? [`try-${n}`] : [])),
  };
};
