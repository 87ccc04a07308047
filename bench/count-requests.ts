import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Requests as they left, retries included, by operation; capacity units as the service reports them. */
export type Counted = { requests: Record<string, number>; capacityUnits: number };

type Capacity = { CapacityUnits?: number } | undefined;

/** Counts what `work` sends through the client. It asks for the consumed capacity, so it is never timed. */
export const countRequests = async (
  { middlewareStack }: Pick<DynamoDBDocumentClient, 'middlewareStack'>,
  work: () => Promise<unknown>,
): Promise<Counted> => {
  const result: Counted = { requests: {}, capacityUnits: 0 };
  middlewareStack.add(
    (next) => async (args) => {
      const done = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
      const { ConsumedCapacity } = done.output as { ConsumedCapacity?: Capacity };
      result.capacityUnits += ConsumedCapacity?.CapacityUnits ?? 0;
      return done;
    },
    { step: 'initialize', name: 'capacity' },
  );
  middlewareStack.add(
    (next, { commandName = 'unknown' }) =>
      (args) => {
        const operation = commandName.replace(/Command$/, '');
        result.requests[operation] = (result.requests[operation] ?? 0) + 1;
        return next(args);
      },
    { step: 'finalizeRequest', priority: 'low', name: 'requests' },
  );
  try {
    await work();
  } finally {
    middlewareStack.remove('capacity');
    middlewareStack.remove('requests');
  }
  return result;
};

/** `1 GetItem, 0.5 units`. */
export const formatUsage = ({ requests, capacityUnits }: Counted): string =>
  `${Object.entries(requests)
    .map(([operation, times]) => `${times} ${operation}`)
    .join(' + ')}, ${capacityUnits} units`;
