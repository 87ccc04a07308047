import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ulid } from 'ulid';
import { s3Anchor } from '../../adapters/s3-anchor.ts';
import { s3FailedRecords } from '../../adapters/s3-failed-records.ts';
import type { Config } from '../../domain/config/config.ts';
import { type AppContext, endpointOf } from '../../handlers/composition/context.ts';
import {
  createCheckEmergency,
  createProbe,
  createSignCheckpoint,
  createUpdateEmergency,
} from '../../handlers/composition/functions.ts';
import { createNumberLookup } from '../../handlers/composition/messaging.ts';
import { createErase, createOperate } from '../../handlers/composition/operate.ts';
import { createOneTimePin, createVerifyPin } from '../../handlers/composition/pins.ts';
import { createProjector, createStores } from '../../handlers/composition/projector.ts';
import { createPublisher } from '../../handlers/composition/publisher.ts';
import { functionUrl } from '../../handlers/function-url.ts';
import { FUNCTION_NAMES, type FunctionName } from '../../infra/resource-names.ts';
import { seedDemo } from '../../local/demo.ts';
import { localEndpoints } from '../../local/resource-names.ts';
import { startServices } from '../../local/services.ts';
import { createTables } from '../../local/tables.ts';
import { memoryBucket } from '../kit/bucket.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';
import { SESSIONS } from '../kit/function-url-event.ts';
import { streamRecord } from '../kit/stream-records.ts';
import type { clientClock } from './client-clock.ts';
import { type AwsCall, startRecorder } from './recorder.ts';

export type Recorded = Exclude<FunctionName, 'AssociatePhoneNumber'>;
export const RECORDED = FUNCTION_NAMES.filter((name): name is Recorded => name !== 'AssociatePhoneNumber');

/** A simulated bucket of checkpoints that records calls. Putting a locked object needs a separate permission. */
const recordingAnchor = (calls: AwsCall[]) => {
  const { client, versions } = memoryBucket((operation) => {
    if (operation === 'ListObjectsV2')
      calls.push({ action: 's3:ListBucket', target: 'checkpointsBucket', streams: [] });
    else calls.push({ action: `s3:${operation}`, target: 'checkpoints', streams: [] });
    if (operation === 'PutObject')
      calls.push({ action: 's3:PutObjectRetention', target: 'checkpoints', streams: [] });
  });
  return { anchor: s3Anchor(client, 'bucket', Date.now), versions };
};

/** A bucket of failed records that records calls. */
const recordingFailures = (reader: string, calls: AwsCall[]) => {
  const { client } = memoryBucket((operation) =>
    calls.push(
      operation === 'ListObjectsV2'
        ? { action: 's3:ListBucket', target: 'failedRecordsBucket', streams: [] }
        : { action: `s3:${operation}`, target: 'failedRecords', streams: [] },
    ),
  );
  return s3FailedRecords(client, 'bucket', reader, () => ulid());
};

/** The real handlers on embedded services, each with its own recorders. `clock`: its calls' time passes for the handlers. */
export const recordedLine = async (config: Config, clock?: ReturnType<typeof clientClock>) => {
  const now = () => Date.now() + (clock?.now() ?? 0);
  const services = await startServices(null, CONFIG_FILE, now);
  const closing: (() => Promise<void>)[] = [];
  const behind = async (calls: AwsCall[]) => {
    const dynamo = await startRecorder(services.dynamo.endpoint, calls);
    const edge = await startRecorder(services.fakeAws.endpoint, calls);
    closing.push(dynamo.close, edge.close);
    return { ...services.environment, ...localEndpoints(dynamo.endpoint, edge.endpoint) };
  };
  const ctx = (environment: AppContext['environment']): AppContext => ({
    environment,
    config,
    system: { now, newId: ulid, pause: async () => {} },
    log: () => {},
    ...(clock === undefined ? {} : { clients: clock.clients }),
  });

  const unrecorded = ctx(services.environment);
  const db = new DynamoDBClient(endpointOf(services.environment, services.dynamo.endpoint));
  await createTables(db, services.environment);
  const projections = createStores(unrecorded);
  const ports = { ...projections, system: unrecorded.system, lookup: createNumberLookup(unrecorded) };
  await seedDemo(ports, 'en-US');

  const calls = Object.fromEntries(RECORDED.map((name) => [name, [] as AwsCall[]])) as Record<
    Recorded,
    AwsCall[]
  >;
  const failed = {
    Project: recordingFailures('Project', calls.Project),
    Publish: recordingFailures('Publish', calls.Publish),
  };
  const recorded = async (name: Recorded) => ctx(await behind(calls[name]));
  const anchored = recordingAnchor(calls.SignCheckpoint);
  const handlers: Record<Recorded, (event: unknown) => Promise<unknown>> = {
    OneTimePin: createOneTimePin(await recorded('OneTimePin')),
    VerifyPin: createVerifyPin(await recorded('VerifyPin')),
    CheckEmergency: createCheckEmergency(await recorded('CheckEmergency')),
    UpdateEmergency: createUpdateEmergency(await recorded('UpdateEmergency')),
    Project: createProjector(await recorded('Project'), failed.Project),
    Publish: createPublisher(await recorded('Publish'), failed.Publish),
    Operate: functionUrl(SESSIONS, createOperate(await recorded('Operate'))),
    Erase: functionUrl(SESSIONS, createErase(await recorded('Erase'))),
    Probe: createProbe(await recorded('Probe')),
    SignCheckpoint: await createSignCheckpoint(await recorded('SignCheckpoint'), anchored.anchor, 60_000),
  };

  /** The log as stream records, one stream of events after the other. */
  const records = async () => {
    const found = [];
    for await (const stream of projections.store.streams())
      for await (const item of projections.store.items(stream)) found.push(item);
    return found.map((item, index) => streamRecord(item, index));
  };
  return {
    config,
    calls,
    handlers,
    failed,
    records,
    /** Every version in the bucket of checkpoints. */
    checkpointVersions: anchored.versions,
    /** Ports whose calls are not recorded. */
    ports,
    behind,
    pinOf: async (number: string) =>
      /(?:PIN|code) is (\d+)/.exec((await services.fakeAws.messages(number)).at(-1)?.body ?? '')?.[1] ??
      'none',
    close: async () => {
      await Promise.all(closing.map((close) => close()));
      await services.close();
    },
  };
};
export type RecordedLine = Awaited<ReturnType<typeof recordedLine>>;
