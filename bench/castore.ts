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

type Set = Extract<LocationEvent, { type: 'EmergencySet' }>;
type Place = { aggregateId: string; version: number; status: Set['data'] };

const TableName = 'Castore';
const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' as const });
const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' as const });

/** castore's table as its README has it, in the shape of ours: with a stream, and two indexes that every event enters. */
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

/** castore's event store of the same events, through the same client. */
export const castoreStore = (dynamoDBClient: DynamoDBClient) =>
  new EventStore({
    eventStoreId: 'location',
    eventTypes: [new EventType<'EmergencySet', Set['data'], CommandMetadata>({ type: 'EmergencySet' })],
    reducer: (_: Place, { aggregateId, version, payload }): Place => ({
      aggregateId,
      version,
      status: payload,
    }),
    eventStorageAdapter: new DynamoDBSingleTableEventStorageAdapter({ tableName: TableName, dynamoDBClient }),
  });
