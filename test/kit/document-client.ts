import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A document client that calls `send` instead of a database; the SDK's paginators need a real client. */
export const documentClient = (send: (command: never) => Promise<unknown>): DynamoDBDocumentClient =>
  Object.assign(DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-central-1' })), { send });
