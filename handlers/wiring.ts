import { readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { REPEATABLE } from '../adapters/aws-clients.ts';
import { boardTable } from '../adapters/board.ts';
import { directoryTable } from '../adapters/directory.ts';
import { dynamoEventStore } from '../adapters/dynamo-event-store.ts';
import { dynamoCheckpoints, dynamoLeafLog } from '../adapters/dynamo-leaf-log.ts';
import { errorName } from '../adapters/error-name.ts';
import { eventBridgeBus } from '../adapters/event-bus.ts';
import type { Log } from '../adapters/log.ts';
import { kmsNoteSigner } from '../adapters/note-signer.ts';
import { kmsNumberTags } from '../adapters/number-tags.ts';
import { personalData } from '../adapters/personal-data.ts';
import { kmsPinCodes } from '../adapters/pin-codes.ts';
import { sha256 } from '../adapters/sha256.ts';
import { subjectKeys } from '../adapters/subject-keys.ts';
import { type Config, ConfigError, parseConfig } from '../domain/config.ts';
import type { System } from '../domain/ports.ts';
import { SOURCE } from '../domain/published.ts';
import { type Environment, needed } from './environment.ts';

/** All that a Lambda is made of: the deployment's names, time and ids, and where log lines go. */
export type Wires = { environment: Environment; config: Config; system: System; log: Log };

/** @throws ConfigError when the file the environment names cannot be read or used */
export const readConfig = ({ LINE_CONFIG }: Pick<Environment, 'LINE_CONFIG'>): Config => {
  let text: string;
  try {
    text = readFileSync(LINE_CONFIG, 'utf8');
  } catch (error) {
    throw new ConfigError(
      `${LINE_CONFIG} cannot be read (${errorName(error)}); name the configuration with LINE_CONFIG, or go where it is`,
    );
  }
  return parseConfig(text, LINE_CONFIG);
};

/** A client's region and, on the local line, its endpoint. */
export const place = (environment: Environment, endpoint: string | undefined) => ({
  region: environment.AWS_REGION,
  ...(endpoint === undefined ? {} : { endpoint }),
});

const dynamoClient = ({ environment }: Wires) =>
  new DynamoDBClient({ ...REPEATABLE, ...place(environment, environment.AWS_ENDPOINT_URL_DYNAMODB) });
const kms = ({ environment }: Wires) =>
  new KMSClient({ ...REPEATABLE, ...place(environment, environment.AWS_ENDPOINT_URL_KMS) });

/** Tables as the adapters take them; `undefined` in a row means the attribute is not there. */
export const database = (wires: Wires) =>
  DynamoDBDocumentClient.from(dynamoClient(wires), { marshallOptions: { removeUndefinedValues: true } });

export const wireStore = ({ environment, config }: Wires, db: DynamoDBDocumentClient) =>
  dynamoEventStore(db, environment.EVENTS_TABLE, { origin: config.origin, sha256 });

export const wireLeaves = ({ environment }: Wires, db: DynamoDBDocumentClient) =>
  dynamoLeafLog(db, environment.EVENTS_TABLE);

export const wireCheckpoints = ({ environment }: Wires, db: DynamoDBDocumentClient) =>
  dynamoCheckpoints(db, environment.EVENTS_TABLE);

/** The key that signs checkpoints; its name is the log's. */
export const wireSigner = (wires: Wires) =>
  kmsNoteSigner(kms(wires), needed(wires.environment, 'LOG_KEY'), wires.config.origin);

export const wireBoard = ({ environment }: Wires, db: DynamoDBDocumentClient) =>
  boardTable(db, environment.BOARD_TABLE);

export const wireDirectory = ({ environment }: Wires, db: DynamoDBDocumentClient) =>
  directoryTable(db, environment.DIRECTORY_TABLE);

/** What every Lambda that answers an administrator's call needs. */
export const wireCaller = (wires: Wires) => {
  const { environment, config, system, log } = wires;
  const db = database(wires);
  const keys = kms(wires);
  return {
    config,
    system,
    log,
    store: wireStore(wires, db),
    directory: wireDirectory(wires, db),
    numberTags: kmsNumberTags(keys, () => environment.NUMBER_KEY),
    pinCodes: kmsPinCodes(keys, environment.PIN_KEY),
  };
};

export const wirePersonalData = (wires: Wires) => {
  const { SUBJECT_KEY: keyId, SUBJECT_KEYS_TABLE: table } = wires.environment;
  return personalData(subjectKeys({ kms: kms(wires), db: dynamoClient(wires), keyId, table }));
};

export const wireBus = ({ environment }: Wires) =>
  eventBridgeBus(
    new EventBridgeClient({ ...REPEATABLE, ...place(environment, environment.AWS_ENDPOINT_URL_EVENTBRIDGE) }),
    { busName: environment.EVENT_BUS, source: SOURCE },
  );
