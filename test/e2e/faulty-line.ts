import { ulid } from 'ulid';
import type { StoredEvent } from '../../domain/ledger/envelope.ts';
import type { LambdaName } from '../../flows/names.ts';
import type { AppContext } from '../../handlers/composition/context.ts';
import { createNumberLookup } from '../../handlers/composition/messaging.ts';
import { createStores } from '../../handlers/composition/projector.ts';
import { createConnect } from '../../local/connect/connect.ts';
import { seedDemo } from '../../local/demo.ts';
import { startConsumers } from '../../local/event-source/consumers.ts';
import { invokeByArn, localLambdas } from '../../local/lambdas.ts';
import { publishedFlows } from '../../local/published-flows.ts';
import { lambdaArn } from '../../local/resource-names.ts';
import { startServices } from '../../local/services.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';
import { shippedConfig } from '../kit/ports.ts';
import { faultyStore } from './faulty-store.ts';

const NOW = Date.parse('2026-11-22T07:00:00.000Z');
const now = () => NOW;

/** A line as `npm start` makes it, with a store, texts and Lambdas that can be made to fail. Its clock stands still. */
export const faultyLine = async () => {
  const config = shippedConfig();
  const services = await startServices(null, CONFIG_FILE, now);
  const store = await faultyStore(services.dynamo.endpoint);
  const system = { now, newId: ulid, pause: async () => {} };
  const environment = { ...services.environment, AWS_ENDPOINT_URL_DYNAMODB: store.endpoint };
  const ctx: AppContext = { environment, config, system, log: () => {} };
  const lambdas = await localLambdas(ctx, null);
  const consumers = await startConsumers(ctx, services, null, lambdas);
  const ports = { ...createStores(ctx), system, lookup: createNumberLookup(ctx) };
  await seedDemo(ports, 'en-US');
  await consumers.caughtUp();

  const invoke = invokeByArn(lambdas);
  const failing = new Map<string, number>();
  let contacts = 0;
  const connect = createConnect({
    ...publishedOf(config),
    instanceArn: config.connect.instanceArn,
    now,
    newContactId: () => `contact-${++contacts}`,
    startTimer: (milliseconds, fire) => {
      const timer = setTimeout(fire, milliseconds);
      return () => clearTimeout(timer);
    },
    invokeLambda: async (arn, event) => {
      const reply = await invoke(arn, event);
      const left = failing.get(arn) ?? 0;
      failing.set(arn, left - 1);
      if (left > 0) throw new Error('the function died after it had done its work');
      return reply;
    },
  });

  return {
    connect,
    store,
    edge: services.fakeAws,
    /** The next `times` invocations do their work, and then fail. */
    failAfterDoing: (name: LambdaName, times: number) => void failing.set(lambdaArn(name), times),
    /** What a call left in these streams. */
    async events(contactId: string, ...streams: string[]): Promise<StoredEvent[]> {
      const events: StoredEvent[] = [];
      for (const stream of streams)
        for await (const { event } of ports.store.read(stream))
          if (event.contactId === contactId) events.push(event);
      return events;
    },
    async stop() {
      await consumers.stop();
      store.close();
      await services.close();
    },
  };
};

export type FaultyLine = Awaited<ReturnType<typeof faultyLine>>;

const publishedOf = (config: ReturnType<typeof shippedConfig>) => {
  const { flows, numbers } = publishedFlows(config);
  return { flows: () => flows, numbers };
};
