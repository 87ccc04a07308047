import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { traced } from '../../adapters/aws-call.ts';
import { boardTable } from '../../adapters/board.ts';
import { directoryTable } from '../../adapters/directory.ts';
import { dynamoEventStore } from '../../adapters/dynamo-event-store.ts';
import { dynamoCheckpoints, dynamoLeafLog } from '../../adapters/dynamo-leaf-log.ts';
import { dynamoSendBudget } from '../../adapters/send-budget.ts';
import { serverTimeOf } from '../../adapters/server-time.ts';
import { sha256 } from '../../adapters/sha256.ts';
import { type AppContext, clientSettings, endpointOf, oncePerContext } from './context.ts';

export const dynamoClient = /* @__PURE__ */ oncePerContext((ctx) =>
  traced(
    new DynamoDBClient({
      ...clientSettings(ctx, 'repeatable'),
      ...endpointOf(ctx.environment, ctx.environment.AWS_ENDPOINT_URL_DYNAMODB),
    }),
  ),
);

/** The adapters' client; it omits `undefined` fields of a row. */
export const documentClient = /* @__PURE__ */ oncePerContext((ctx) =>
  DynamoDBDocumentClient.from(dynamoClient(ctx), { marshallOptions: { removeUndefinedValues: true } }),
);

const serverTime = /* @__PURE__ */ oncePerContext((ctx) => serverTimeOf(dynamoClient(ctx)));

export const createEventStore = (ctx: AppContext) =>
  dynamoEventStore(
    documentClient(ctx),
    ctx.environment.EVENTS_TABLE,
    { origin: ctx.config.origin, sha256 },
    serverTime(ctx),
  );

export const createLeafLog = (ctx: AppContext) =>
  dynamoLeafLog(documentClient(ctx), ctx.environment.EVENTS_TABLE);

export const createCheckpoints = (ctx: AppContext) =>
  dynamoCheckpoints(documentClient(ctx), ctx.environment.EVENTS_TABLE);

export const createBoardTable = (ctx: AppContext) =>
  boardTable(documentClient(ctx), ctx.environment.BOARD_TABLE);

export const createDirectoryTable = (ctx: AppContext) =>
  directoryTable(documentClient(ctx), ctx.environment.DIRECTORY_TABLE);

export const createSendBudget = (ctx: AppContext) =>
  dynamoSendBudget(documentClient(ctx), ctx.environment.SEND_BUDGET_TABLE);
