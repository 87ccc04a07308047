import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

/** The five tables, in one place for the adapters that use them, the local line that creates them and the infrastructure. */
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
/** One row: a counter beside the log. */
export const SEND_BUDGET = { partitionKey: 'budget', row: 'texts' } as const;

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

/** The tables as CreateTable takes them; what the local line and the tests create. */
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
  {
    TableName: names.board,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [text(BOARD.partitionKey)],
    KeySchema: [hash(BOARD.partitionKey)],
  },
  {
    TableName: names.directory,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [text(DIRECTORY.partitionKey), text(DIRECTORY.byNumber.partitionKey)],
    KeySchema: [hash(DIRECTORY.partitionKey)],
    GlobalSecondaryIndexes: [
      {
        IndexName: DIRECTORY.byNumber.name,
        KeySchema: [hash(DIRECTORY.byNumber.partitionKey)],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
  {
    TableName: names.subjectKeys,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [text(SUBJECT_KEYS.partitionKey)],
    KeySchema: [hash(SUBJECT_KEYS.partitionKey)],
  },
  {
    TableName: names.sendBudget,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [text(SEND_BUDGET.partitionKey)],
    KeySchema: [hash(SEND_BUDGET.partitionKey)],
  },
];
