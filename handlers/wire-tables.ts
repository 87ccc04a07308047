import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { traced } from '../adapters/aws-call.ts';
import { boardTable } from '../adapters/board.ts';
import { directoryTable } from '../adapters/directory.ts';
import { dynamoEventStore } from '../adapters/dynamo-event-store.ts';
import { dynamoLeafLog } from '../adapters/dynamo-leaf-log.ts';
import { dynamoSendBudget } from '../adapters/send-budget.ts';
import { sha256 } from '../adapters/sha256.ts';
import { clientSettings, place, shared, type Wires } from './wires.ts';

export const dynamoClient = /* @__PURE__ */ shared((wires) =>
  traced(
    new DynamoDBClient({
      ...clientSettings(wires, 'repeatable'),
      ...place(wires.environment, wires.environment.AWS_ENDPOINT_URL_DYNAMODB),
    }),
  ),
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
