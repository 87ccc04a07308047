import type { CommitCounterFile } from './commit-counter.ts';
import { orderedCommits } from './commits.ts';
import { isOperation, perform, type Store } from './dynalite.ts';
import { invalid, unknownOperation, withItem } from './errors.ts';
import type { Answer } from './http.ts';
import { recordingStore } from './recording-store.ts';
import { retention } from './retention.ts';
import { streamOperations } from './stream-operations.ts';
import { openStreams } from './streams.ts';
import { tableOperations } from './tables.ts';

/** Both APIs over one store. `recorded` is called after each write that left a stream record. */
export const operations = async (
  store: Store,
  mark: CommitCounterFile,
  now: () => number,
  recorded: () => void,
): Promise<Answer> => {
  const commit = await orderedCommits(store.db, mark);
  const streams = await openStreams(store.db, now);
  const tables = tableOperations(store, streams, commit, now);
  const trim = retention(store.db, streams, commit, now);
  const ofStreams = new Map(Object.entries(streamOperations(store.db, streams, trim, now)));

  const ofTables = async (operation: string, request: Record<string, unknown>): Promise<object> => {
    if (!isOperation(operation)) throw unknownOperation(operation);
    if (operation === 'CreateTable') return tables.create(request);
    if (operation === 'DeleteTable') return tables.remove(request);
    if (operation === 'UpdateTable' && request.StreamSpecification)
      throw invalid('The embedded database takes a StreamSpecification in CreateTable only');
    const wantsItem = request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
    const recording = recordingStore(store, streams, commit, recorded);
    return perform(operation, recording.store, request).catch((error) => {
      throw wantsItem ? withItem(error, recording.lastRead()) : error;
    });
  };

  return async (target, request) => {
    const [api, operation = ''] = target.split('.');
    if (api === 'DynamoDB_20120810') return ofTables(operation, request);
    const answer = api === 'DynamoDBStreams_20120810' ? ofStreams.get(operation) : undefined;
    if (!answer) throw unknownOperation(target);
    return answer(request);
  };
};
