import { createSignCheckpoint } from '../handlers/composition/functions.ts';
import { createNumberLookup } from '../handlers/composition/messaging.ts';
import { createStores } from '../handlers/composition/projector.ts';
import { seedDemo } from '../local/demo.ts';
import { localLambdas } from '../local/lambdas.ts';
import { connectEvent } from '../test/kit/connect-event.ts';
import { streamRecord } from '../test/kit/stream-records.ts';
import { openTables } from './tables.ts';

const DAY = 86_400_000;
/** Milliseconds between two runs of `SignCheckpoint`, as in infra/. */
const SIGNING_INTERVAL = 60_000;
/** The clock starts at noon: around midnight a run reads two days of the index. */
const sinceNoon = (Date.now() % DAY) - DAY / 2;
/** Milliseconds spent in pauses, which take no time here, however slow the machine is. */
let paused = 0;
const now = () => Date.now() - sinceNoon - paused;

/** Starts the real Lambdas on embedded services, with the demo's administrators. `records` returns the next stream batch. */
export const scaleLine = async () => {
  const { ctx: still, services } = await openTables(now);
  let duringPause = async () => {};
  const pause = async () => {
    const began = Date.now();
    await duringPause();
    paused += Date.now() - began;
  };
  const ctx = { ...still, system: { ...still.system, pause }  };
  const stores = createStores(ctx);
  await seedDemo({ ...stores, system: ctx.system, lookup: createNumberLookup(ctx) }, 'en-US');
  const lambdas = await localLambdas(ctx, null);

  const delivered = new Set<string>();
  const records = async () => {
    const Records: object[] = [];
    for await (const stream of stores.store.streams())
      for await (const item of stores.store.items(stream)) {
        if (delivered.has(item.id)) continue;
        delivered.add(item.id);
        Records.push(streamRecord(item, delivered.size));
      }
    return { Records };
  };
  await lambdas.Project(await records());
  // S3 is not among the embedded services: a list, a get and a put for each checkpoint.
  const sign = await createSignCheckpoint(
    ctx,
    { store: async () => {}, newest: async () => null },
    SIGNING_INTERVAL,
  );
  await sign();

  return {
    lambdas: { ...lambdas, SignCheckpoint: () => sign() },
    records,
    /** What happens while a Lambda waits: a stream's consumers run. */
    onPause: (act: () => Promise<void>) => {
      duringPause = act;
    },
    event: (contactId: string, from: string, parameters: Record<string, string>) =>
      connectEvent(ctx.config, { from, contactId, language: 'en-US' }, parameters),
    pinOf: async (number: string) =>
      /PIN is (\d+)/.exec((await services.fakeAws.messages(number)).at(-1)?.body ?? '')?.[1] ?? 'none',
    close: services.close,
  };
};
export type ScaleLine = Awaited<ReturnType<typeof scaleLine>>;
