import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { dynamoEventStore } from '../../adapters/dynamo-event-store.ts';
import { tableDefinitions } from '../../adapters/tables.ts';
import type { Item } from '../../domain/ledger/event-store.ts';
import type { LogIdentity } from '../../domain/ledger/item.ts';
import type { StoreUnderTest } from '../kit/contracts/event-store.ts';
import { TABLES } from './with-dynamo.ts';

/** One request that left, and what it cost the table (not its index). */
export type Sent = { command: string; input: Record<string, unknown>; units?: number };
type Answer = { ConsumedCapacity?: { Table?: { CapacityUnits?: number } } };
type EventsTable = StoreUnderTest & { sent: Sent[] };

/** The event store on a table of its own behind `endpoint`, every request written down with what it cost. */
export const eventsTable = async (endpoint: string, log: LogIdentity): Promise<EventsTable> => {
  const TableName = `Events-${randomUUID()}`;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  const db = DynamoDBDocumentClient.from(client);
  await client.send(new CreateTableCommand(definition(TableName)));
  const sent = writtenDown(client);
  return {
    store: dynamoEventStore(db, TableName, log),
    async tamper(pk, sk, change) {
      const Key = { pk, sk };
      const { Item } = await db.send(new GetCommand({ TableName, Key }));
      const changed = change(Item as Item);
      if (changed) await db.send(new PutCommand({ TableName, Item: changed }));
      else await db.send(new DeleteCommand({ TableName, Key }));
    },
    sent,
  };
};

const definition = (TableName: string) => {
  const definitions = tableDefinitions({ ...TABLES, events: TableName });
  const events = definitions.find((table) => table.TableName === TableName);
  if (!events) throw new Error('adapters/tables.ts defines no table of events');
  return events;
};

const writtenDown = (client: DynamoDBClient): Sent[] => {
  const sent: Sent[] = [];
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const { commandName: command = '' } = context;
      const isCounted = !/Table/.test(command);
      const input = { ...args.input, ...(isCounted && { ReturnConsumedCapacity: 'INDEXES' as const }) };
      const request: Sent = { command, input };
      sent.push(request);
      const result = await next({ ...args, input });
      request.units = (result.output as Answer).ConsumedCapacity?.Table?.CapacityUnits ?? 0;
      return result;
    },
    { step: 'initialize', name: 'writtenDown' },
  );
  return sent;
};
