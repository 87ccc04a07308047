import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ulid } from 'ulid';
import { type AppContext, endpointOf } from '../handlers/composition/context.ts';
import { createSignCheckpoint } from '../handlers/composition/functions.ts';
import { createNumberLookup } from '../handlers/composition/messaging.ts';
import { createStores } from '../handlers/composition/projector.ts';
import { readConfig } from '../handlers/read-config.ts';
import { seedDemo } from '../local/demo.ts';
import { localLambdas } from '../local/lambdas.ts';
import { startServices } from '../local/services.ts';
import { createTables } from '../local/tables.ts';

export type Parameters = Record<string, string>;

const DAY = 86_400_000;
/** How long until a look at the log; as infra/ has it. */
const LOOK = 60_000;
/** It is noon: around midnight a look reads two days of the index. */
const sinceNoon = (Date.now() % DAY) - DAY / 2;
const now = () => Date.now() - sinceNoon;

/** The real Lambdas on embedded services, with the demo's administrators; `records` are what the stream would hand over next. */
export const scaleLine = async () => {
  const services = await startServices(null, 'line.config.json', now);
  const { environment } = services;
  const config = readConfig(environment);
  const ctx: AppContext = {
    environment,
    config,
    system: { now, newId: () => ulid(now()), pause: async () => {} },
    log: () => {},
  };
  const where = endpointOf(environment, environment.AWS_ENDPOINT_URL_DYNAMODB);
  await createTables(new DynamoDBClient(where), environment);
  const projections = createStores(ctx);
  const lookup = createNumberLookup(ctx);
  await seedDemo({ ...projections, system: ctx.system, lookup }, 'en-US');
  const lambdas = await localLambdas(ctx, null);

  let handed = new Set<string>();
  const records = async () => {
    const fresh: object[] = [];
    const seen = new Set<string>();
    for await (const stream of projections.store.streams())
      for await (const item of projections.store.items(stream)) {
        seen.add(item.id);
        if (!handed.has(item.id)) fresh.push(record(item));
      }
    handed = seen;
    return { Records: fresh };
  };
  const project = await records();
  await lambdas.Project(project);
  // S3 is not among the embedded services: one put for each checkpoint.
  const seal = await createSignCheckpoint(ctx, { store: async () => {} }, LOOK);
  await seal();

  return {
    lambdas: { ...lambdas, SignCheckpoint: () => seal() },
    records,
    event: (contactId: string, from: string, Parameters: Parameters) => ({
      Name: 'ContactFlowEvent',
      Details: {
        ContactData: {
          Channel: 'VOICE',
          ContactId: contactId,
          CustomerEndpoint: { Address: from, Type: 'TELEPHONE_NUMBER' },
          InitiationMethod: 'INBOUND',
          InstanceARN: config.connect.instanceArn,
          LanguageCode: 'en-US',
        },
        Parameters,
      },
    }),
    pinOf: async (number: string) =>
      /PIN is (\d+)/.exec((await services.fakeAws.messages(number)).at(-1)?.body ?? '')?.[1] ?? 'none',
    close: services.close,
  };
};
export type ScaleLine = Awaited<ReturnType<typeof scaleLine>>;

let numbers = 0;

/** An item as Lambda hands it over in a batch. */
export const record = ({ pk, sk, body, hash }: { pk: string; sk: number; body: string; hash: string }) => {
  numbers += 1;
  return {
    eventName: 'INSERT',
    dynamodb: {
      SequenceNumber: String(numbers).padStart(21, '0'),
      ApproximateCreationDateTime: Math.floor(Date.now() / 1000),
      Keys: { pk: { S: pk }, sk: { N: String(sk) } },
      NewImage: { body: { S: body }, hash: { S: hash } },
    },
  };
};
