import type { CommitCounterFile } from './commit-counter.ts';
import { orderedCommits } from './commits.ts';
import { isOperation, perform, type Store } from './dynalite.ts';
import { invalid, unknownOperation, withItem } from './errors.ts';
import type { Execute } from './http.ts';
import { recordingStore } from './recording-store.ts';
import { retention } from './retention.ts';
import { NO_SEPARATE_TABLES, type SeparateTables, withSeparateTables } from './separate-tables.ts';
import { streamOperations } from './stream-operations.ts';
import { openStreams } from './streams.ts';
import { tableOperations } from './tables.ts';

/** Serves the DynamoDB and DynamoDB Streams APIs from one store. Calls `recorded` after each write with a stream record. */
export const operations = async (
  store: Store,
  counter: CommitCounterFile,
  now: () => number,
  recorded: () => void,
  {
    full,
    separate = NO_SEPARATE_TABLES,
    file = '',
  }: { full?: () => string | null; separate?: SeparateTables; file?: string } = {},
): Promise<Execute> => {
  const commit = await orderedCommits(store.db, counter, full);
  const items = await withSeparateTables(store, separate, file, commit);
  const streams = await openStreams(store.db, now);
  const tables = tableOperations(store, streams, commit, now);
  const trim = retention(store.db, streams, commit, now);
  const onStreams = new Map(Object.entries(streamOperations(store.db, streams, trim, now)));

  const onTables = async (operation: string, request: Record<string, unknown>): Promise<object> => {
    if (!isOperation(operation)) throw unknownOperation(operation);
    if (operation === 'CreateTable') return tables.create(request);
    if (operation === 'DeleteTable') return tables.remove(request);
    if (operation === 'UpdateTable' && request.StreamSpecification)
      throw invalid('The embedded database accepts a StreamSpecification in CreateTable only');
    const wantsItem = request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
    const recording = recordingStore(items.store, streams, items.commitOf, recorded);
    return perform(operation, recording.store, request).catch((error) => {
      throw wantsItem ? withItem(error, recording.lastRead()) : error;
    });
  };

  return async (target, request) => {
    const [api, operation = ''] = target.split('.');
    if (api === 'DynamoDB_20120810') return onTables(operation, request);
    const execute = api === 'DynamoDBStreams_20120810' ? onStreams.get(operation) : undefined;
    if (!execute) throw unknownOperation(target);
    return execute(request);
  };
};
