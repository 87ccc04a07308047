import { AsyncLocalStorage } from 'node:async_hooks';
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EVENTS } from '../adapters/tables.ts';

/** Requests to AWS by operation, retries included, with the capacity units the database reports. */
export type Usage = {
  requests: Record<string, number>;
  readUnits: number;
  writeUnits: number;
  busEvents: number;
};

export const noUsage = (): Usage => ({ requests: {}, readUnits: 0, writeUnits: 0, busEvents: 0 });

export const countRequest = ({ requests }: Usage, commandName: string): void => {
  const operation = commandName.replace(/Command$/, '');
  requests[operation] = (requests[operation] ?? 0) + 1;
};

const WRITES = /^(Put|Update|Delete)/;

type Units = { CapacityUnits?: number } | undefined;
type Stack = DynamoDBClient['middlewareStack'];
type Input = { ConsistentRead?: boolean; Item?: Record<string, unknown>; Entries?: unknown[] };

/** The measurement that a call belongs to: none when another line in this process makes it. */
const current = new AsyncLocalStorage<Usage>();
const watched = new WeakSet<object>();

/** What the index `byTime` stores of an event: its projected attributes (adapters/tables.ts) and its keys. */
const INDEXED = ['pk', 'sk', 'day', 'id', ...EVENTS.byTime.attributes];
/** The index `byContact` stores keys only, far below 1 KB. */
const CONTACT_INDEX_UNITS = 1;

/** Write units of an event's indexes, one per KB begun; the embedded database does not report them. */
const indexUnits = ({ Item }: Input): number => {
  if (Item?.day === undefined) return 0;
  const bytes = INDEXED.reduce((sum, name) => sum + Buffer.byteLength(name + String(Item[name])), 0);
  return Math.ceil(bytes / 1024) + CONTACT_INDEX_UNITS;
};

/** DynamoDB bills a read that finds nothing as the smallest one; the embedded database reports 0. */
const minimumRead = ({ ConsistentRead }: Input) => (ConsistentRead ? 1 : 0.5);

const countUnits = (usage: Usage, commandName: string, input: Input, units: number): void => {
  if (WRITES.test(commandName)) usage.writeUnits += units + indexUnits(input);
  else usage.readUnits += Math.max(units, minimumRead(input));
};

/** Calls about tables report no capacity and refuse ReturnConsumedCapacity. */
const reportsCapacity = (clientName: string, commandName: string) =>
  clientName.startsWith('DynamoDB') && !/Table/.test(commandName);

/**
 * Adds middleware that counts every call of a client while a measurement runs, and requests the consumed capacity of its
 * DynamoDB calls.
 */
const watch = (stack: Stack): void => {
  if (watched.has(stack)) return;
  watched.add(stack);
  stack.add(
    (next, { commandName = '', clientName = '' }) =>
      async (args) => {
        const usage = current.getStore();
        const input = args.input as Input;
        if (!usage) return next(args);
        usage.busEvents += input.Entries?.length ?? 0;
        if (!reportsCapacity(clientName, commandName)) return next(args);
        const done = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } }).catch(
          (error: unknown) => {
            // DynamoDB also bills a failed conditional write, by the size of the existing item: here at most 1 KB.
            if (error instanceof ConditionalCheckFailedException) usage.writeUnits += 1;
            throw error;
          },
        );
        const { ConsumedCapacity } = done.output as { ConsumedCapacity?: Units };
        countUnits(usage, commandName, input, ConsumedCapacity?.CapacityUnits ?? 0);
        return done;
      },
    { step: 'initialize', name: 'usageUnits' },
  );
  stack.add(
    (next, { commandName = '' }) =>
      (args) => {
        const usage = current.getStore();
        if (usage) countRequest(usage, commandName);
        return next(args);
      },
    { step: 'finalizeRequest', priority: 'low', name: 'usageRequests' },
  );
};

type Client = { middlewareStack: Stack; send(...args: unknown[]): unknown };

/** Watches every SDK client of this process from its first call; returns a function that stops it. */
export const watchAllClients = (): (() => void) => {
  const base = Object.getPrototypeOf(DynamoDBClient.prototype) as Client;
  const { send } = base;
  base.send = function (this: Client, ...args: unknown[]) {
    watch(this.middlewareStack);
    return send.apply(this, args);
  };
  return () => {
    base.send = send;
  };
};

/** Measures the usage of `work` by the watched clients; a measurement within another is not part of that. */
export const measureUsage = async (work: () => Promise<unknown>): Promise<Usage> => {
  const usage = noUsage();
  await current.run(usage, work);
  return usage;
};

/** Measures the usage of `work` by one client. */
export const measureClientUsage = (
  { middlewareStack }: { middlewareStack: Stack },
  work: () => Promise<unknown>,
): Promise<Usage> => {
  watch(middlewareStack);
  return measureUsage(work);
};

export const sumUsage = (parts: readonly Usage[]): Usage => {
  const sum = noUsage();
  for (const { requests, ...units } of parts) {
    for (const [operation, times] of Object.entries(requests))
      sum.requests[operation] = (sum.requests[operation] ?? 0) + times;
    for (const name of ['readUnits', 'writeUnits', 'busEvents'] as const) sum[name] += units[name];
  }
  return sum;
};

/** Formats requests and capacity units: `1 GetItem, 0.5 units`. */
export const formatUsage = ({ requests, readUnits, writeUnits }: Usage): string =>
  `${Object.entries(requests)
    .map(([operation, times]) => `${times} ${operation}`)
    .join(' + ')}, ${readUnits + writeUnits} units`;
