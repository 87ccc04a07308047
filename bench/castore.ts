import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventStore, EventType } from '@castore/core';
import {
  DynamoDBSingleTableEventStorageAdapter,
  EVENT_TABLE_EVENT_STORE_ID_KEY,
  EVENT_TABLE_INITIAL_EVENT_INDEX_NAME,
  EVENT_TABLE_PK,
  EVENT_TABLE_SK,
  EVENT_TABLE_TIMESTAMP_KEY,
} from '@castore/event-storage-adapter-dynamodb';
import type { LocationEvent } from '../domain/emergency/index.ts';
import type { CommandMetadata } from '../domain/ledger/index.ts';

type EmergencySet = Extract<LocationEvent, { type: 'EmergencySet' }>;
type Aggregate = { aggregateId: string; version: number; status: EmergencySet['data'] };

const TableName = 'Castore';
const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' as const });
const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' as const });

/** Creates castore's table as in its README, with a stream and two indexes of every event as our table has. */
export const createCastoreTable = (db: DynamoDBClient) =>
  db.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        text(EVENT_TABLE_PK),
        { AttributeName: EVENT_TABLE_SK, AttributeType: 'N' },
        text(EVENT_TABLE_EVENT_STORE_ID_KEY),
        text(EVENT_TABLE_TIMESTAMP_KEY),
        text('type'),
      ],
      KeySchema: [hash(EVENT_TABLE_PK), range(EVENT_TABLE_SK)],
      GlobalSecondaryIndexes: [
        {
          IndexName: EVENT_TABLE_INITIAL_EVENT_INDEX_NAME,
          KeySchema: [hash(EVENT_TABLE_EVENT_STORE_ID_KEY), range(EVENT_TABLE_TIMESTAMP_KEY)],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
        {
          IndexName: 'byTime',
          KeySchema: [hash('type'), range(EVENT_TABLE_TIMESTAMP_KEY)],
          Projection: { ProjectionType: 'ALL' },
        },
        {
          IndexName: 'byStream',
          KeySchema: [hash(EVENT_TABLE_PK), range(EVENT_TABLE_TIMESTAMP_KEY)],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );

/** Creates castore's event store for the same events on the same client. */
export const castoreStore = (dynamoDBClient: DynamoDBClient) =>
  new EventStore({
    eventStoreId: 'location',
    eventTypes: [
      new EventType<'EmergencySet', EmergencySet['data'], CommandMetadata>({ type: 'EmergencySet' }),
    ],
    reducer: (_: Aggregate, { aggregateId, version, payload }): Aggregate => ({
      aggregateId,
      version,
      status: payload,
    }),
    eventStorageAdapter: new DynamoDBSingleTableEventStorageAdapter({ tableName: TableName, dynamoDBClient }),
  });
