import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

/** Key names of the five tables, for the adapters, the local line and the infrastructure. */
export const EVENTS = {
  partitionKey: 'pk',
  sortKey: 'sk',
  byTime: { name: 'byTime', partitionKey: 'day', sortKey: 'id', attributes: ['type', 'at', 'body', 'hash'] },
  byContact: { name: 'byContact', partitionKey: 'contactId', sortKey: 'id' },
} as const;
export const BOARD = { partitionKey: 'location' } as const;
export const DIRECTORY = {
  partitionKey: 'adminId',
  byNumber: { name: 'byNumber', partitionKey: 'number' },
} as const;
export const SUBJECT_KEYS = { partitionKey: 'subject' } as const;
/** One row for the SMS quota, counted outside the log, and one for each reserved number, whose tag follows `numbers`. */
export const SEND_BUDGET = { partitionKey: 'budget', row: 'texts', numbers: 'number/' } as const;

export type TableNames = {
  events: string;
  board: string;
  directory: string;
  subjectKeys: string;
  sendBudget: string;
};

const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' as const });
const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' as const });

const keyedBy = (TableName: string, key: string): CreateTableCommandInput => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [text(key)],
  KeySchema: [hash(key)],
});

/** The input of CreateTable for each table, for the local line and tests. */
export const tableDefinitions = (names: TableNames): CreateTableCommandInput[] => [
  {
    TableName: names.events,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      text('pk'),
      { AttributeName: 'sk', AttributeType: 'N' },
      text('day'),
      text('contactId'),
      text('id'),
    ],
    KeySchema: [hash(EVENTS.partitionKey), range(EVENTS.sortKey)],
    GlobalSecondaryIndexes: [
      {
        IndexName: EVENTS.byTime.name,
        KeySchema: [hash(EVENTS.byTime.partitionKey), range(EVENTS.byTime.sortKey)],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...EVENTS.byTime.attributes] },
      },
      {
        IndexName: EVENTS.byContact.name,
        KeySchema: [hash(EVENTS.byContact.partitionKey), range(EVENTS.byContact.sortKey)],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  },
  keyedBy(names.board, BOARD.partitionKey),
  {
    ...keyedBy(names.directory, DIRECTORY.partitionKey),
    AttributeDefinitions: [text(DIRECTORY.partitionKey), text(DIRECTORY.byNumber.partitionKey)],
    GlobalSecondaryIndexes: [
      {
        IndexName: DIRECTORY.byNumber.name,
        KeySchema: [hash(DIRECTORY.byNumber.partitionKey)],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
  keyedBy(names.subjectKeys, SUBJECT_KEYS.partitionKey),
  keyedBy(names.sendBudget, SEND_BUDGET.partitionKey),
];
