import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EVENTS } from '../adapters/tables.ts';

/** Requests to AWS by operation, retries included, with the capacity units the database reports. */
export type Usage = {
  requests: Record<string, number>;
  readUnits: number;
  writeUnits: number;
  busEvents: number;
};

const nothing = (): Usage => ({ requests: {}, readUnits: 0, writeUnits: 0, busEvents: 0 });

const WRITES = /^(Put|Update|Delete)/;

type Units = { CapacityUnits?: number } | undefined;
type Stack = DynamoDBClient['middlewareStack'];

let current: Usage | null = null;
const watched = new WeakSet<object>();

type Input = { ConsistentRead?: boolean; Item?: Record<string, unknown>; Entries?: unknown[] };

/** The index `byTime` has these of an event (adapters/tables.ts) and its keys. */
const INDEXED = ['pk', 'sk', 'day', 'id', ...EVENTS.byTime.attributes];

/** The index `byContact` has keys only, which are far below a KB. */
const KEYS_OF_CONTACT = 1;

/** What the embedded database leaves out: a write of an event is one of its indexes, too. A unit for each KB begun. */
const indexUnits = ({ Item }: Input): number => {
  if (Item?.day === undefined) return 0;
  const bytes = INDEXED.reduce((sum, name) => sum + Buffer.byteLength(name + String(Item[name])), 0);
  return Math.ceil(bytes / 1024) + KEYS_OF_CONTACT;
};

/** A read that finds nothing is billed as the smallest one; the embedded database reports 0. */
const leastRead = ({ ConsistentRead }: Input) => (ConsistentRead ? 1 : 0.5);

const countUnits = (commandName: string, input: Input, units: number): void => {
  if (!current) return;
  if (WRITES.test(commandName)) current.writeUnits += units + indexUnits(input);
  else current.readUnits += Math.max(units, leastRead(input));
};

/** Asks every DynamoDB call for its capacity, and counts every call of any client. */
const watch = (stack: Stack): void => {
  if (watched.has(stack)) return;
  watched.add(stack);
  stack.add(
    (next, { commandName = '', clientName = '' }) =>
      async (args) => {
        if (commandName === 'PutEventsCommand' && current)
          current.busEvents += (args.input as Input).Entries?.length ?? 0;
        // Calls about tables report no capacity, and refuse to be asked for it.
        if (!clientName.startsWith('DynamoDB') || /Table/.test(commandName)) return next(args);
        const done = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } }).catch(
          (error: unknown) => {
            // A write whose condition does not hold is billed as well, by the size of the existing item: here at most 1 KB.
            if (current && error instanceof ConditionalCheckFailedException) current.writeUnits += 1;
            throw error;
          },
        );
        const { ConsumedCapacity } = done.output as { ConsumedCapacity?: Units };
        countUnits(commandName, args.input as Input, ConsumedCapacity?.CapacityUnits ?? 0);
        return done;
      },
    { step: 'initialize', name: 'spentUnits' },
  );
  stack.add(
    (next, { commandName = '' }) =>
      (args) => {
        const operation = commandName.replace(/Command$/, '');
        if (current) current.requests[operation] = (current.requests[operation] ?? 0) + 1;
        return next(args);
      },
    { step: 'finalizeRequest', priority: 'low', name: 'spentRequests' },
  );
};

type Client = { middlewareStack: Stack; send(...args: unknown[]): unknown };

/** From now on every SDK client of this process is watched from its first call: the handlers make their own. Answers how to stop it. */
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

/** Measures the usage of `work`; one measurement at a time. */
export const measureUsage = async (work: () => Promise<unknown>): Promise<Usage> => {
  const counting = nothing();
  current = counting;
  try {
    await work();
  } finally {
    current = null;
  }
  return counting;
};

export const sumUsage = (parts: readonly Usage[]): Usage => {
  const sum = nothing();
  for (const { requests, ...units } of parts) {
    for (const [operation, times] of Object.entries(requests))
      sum.requests[operation] = (sum.requests[operation] ?? 0) + times;
    for (const name of ['readUnits', 'writeUnits', 'busEvents'] as const) sum[name] += units[name];
  }
  return sum;
};
