import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { REPEATABLE } from '../adapters/aws-clients.ts';
import { boardTable } from '../adapters/board.ts';
import { directoryTable } from '../adapters/directory.ts';
import { dynamoEventStore } from '../adapters/dynamo-event-store.ts';
import { dynamoLeafLog } from '../adapters/dynamo-leaf-log.ts';
import { kmsNumberTags } from '../adapters/number-tags.ts';
import { kmsPinCodes } from '../adapters/pin-codes.ts';
import { dynamoSendBudget } from '../adapters/send-budget.ts';
import { sha256 } from '../adapters/sha256.ts';
import { place, type Wires } from './wires.ts';

/** One client of a service for all that a Lambda does with it: each takes milliseconds of the cold start, and sockets of its own. */
const shared = <Client>(make: (wires: Wires) => Client): ((wires: Wires) => Client) => {
  const made = new WeakMap<Wires, Client>();
  return (wires) => {
    const client = made.get(wires) ?? make(wires);
    made.set(wires, client);
    return client;
  };
};

export const dynamoClient = /* @__PURE__ */ shared(
  ({ environment }) =>
    new DynamoDBClient({ ...REPEATABLE, ...place(environment, environment.AWS_ENDPOINT_URL_DYNAMODB) }),
);
export const kms = /* @__PURE__ */ shared(
  ({ environment }) =>
    new KMSClient({ ...REPEATABLE, ...place(environment, environment.AWS_ENDPOINT_URL_KMS) }),
);

/** Tables as the adapters take them; `undefined` in a row means the attribute is not there. */
export const database = /* @__PURE__ */ shared((wires) =>
  DynamoDBDocumentClient.from(dynamoClient(wires), { marshallOptions: { removeUndefinedValues: true } }),
);

export const wireStore = ({ environment, config }: Wires, db: DynamoDBDocumentClient) =>
  dynamoEventStore(db, environment.EVENTS_TABLE, { origin: config.origin, sha256 });

export const wireLeaves = ({ environment }: Wires, db: DynamoDBDocumentClient) =>
  dynamoLeafLog(db, environment.EVENTS_TABLE);

export const wireBoard = ({ environment }: Wires, db: DynamoDBDocumentClient) =>
  boardTable(db, environment.BOARD_TABLE);

export const wireDirectory = ({ environment }: Wires, db: DynamoDBDocumentClient) =>
  directoryTable(db, environment.DIRECTORY_TABLE);

export const wireSendBudget = ({ environment }: Wires, db: DynamoDBDocumentClient) =>
  dynamoSendBudget(db, environment.SEND_BUDGET_TABLE);

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
    numberTags: kmsNumberTags(keys, (year) => `${environment.NUMBER_KEY}-${year}`),
    pinCodes: kmsPinCodes(keys, environment.PIN_KEY),
  };
};
