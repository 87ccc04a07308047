import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { traced } from '../adapters/aws-call.ts';
import { boardTable } from '../adapters/board.ts';
import { directoryTable } from '../adapters/directory.ts';
import { dynamoEventStore } from '../adapters/dynamo-event-store.ts';
import { dynamoLeafLog } from '../adapters/dynamo-leaf-log.ts';
import { dynamoSendBudget } from '../adapters/send-budget.ts';
import { sha256 } from '../adapters/sha256.ts';
import { type AppContext, clientSettings, endpointOf, oncePerContext } from './wires.ts';

export const dynamoClient = /* @__PURE__ */ oncePerContext((ctx) =>
  traced(
    new DynamoDBClient({
      ...clientSettings(ctx, 'repeatable'),
      ...endpointOf(ctx.environment, ctx.environment.AWS_ENDPOINT_URL_DYNAMODB),
    }),
  ),
);

/** Tables as the adapters take them; `undefined` in a row means the attribute is not there. */
export const documentClient = /* @__PURE__ */ oncePerContext((ctx) =>
  DynamoDBDocumentClient.from(dynamoClient(ctx), { marshallOptions: { removeUndefinedValues: true } }),
);

export const createEventStore = ({ environment, config }: AppContext, db: DynamoDBDocumentClient) =>
  dynamoEventStore(db, environment.EVENTS_TABLE, { origin: config.origin, sha256 });

export const createLeafLog = ({ environment }: AppContext, db: DynamoDBDocumentClient) =>
  dynamoLeafLog(db, environment.EVENTS_TABLE);

export const createBoardTable = ({ environment }: AppContext, db: DynamoDBDocumentClient) =>
  boardTable(db, environment.BOARD_TABLE);

export const createDirectoryTable = ({ environment }: AppContext, db: DynamoDBDocumentClient) =>
  directoryTable(db, environment.DIRECTORY_TABLE);

export const createSendBudget = ({ environment }: AppContext, db: DynamoDBDocumentClient) =>
  dynamoSendBudget(db, environment.SEND_BUDGET_TABLE);
