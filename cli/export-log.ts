import { dynamoLeafLog } from '../adapters/dynamo-leaf-log.ts';
import { digest } from '../adapters/sha256.ts';
import { formatVkey } from '../domain/ledger/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createCheckpointSigner } from '../handlers/composition/functions.ts';
import { createEventStore, documentClient } from '../handlers/composition/stores.ts';
import { logLines, type Piece } from '../use-cases/queries/log-lines.ts';

export const wholeLog = (ctx: AppContext): AsyncIterable<Piece> => {
  const db = documentClient(ctx);
  return logLines(createEventStore(ctx), dynamoLeafLog(db, ctx.environment.EVENTS_TABLE));
};

export const publishedKey = async (ctx: AppContext): Promise<string> =>
  formatVkey(digest, (await createCheckpointSigner(ctx)).key);
