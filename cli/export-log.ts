import { digest } from '../adapters/sha256.ts';
import { formatVkey, type LeafLog } from '../domain/ledger/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createCheckpointSigner } from '../handlers/composition/functions.ts';
import { createEventStore } from '../handlers/composition/stores.ts';
import { logLines, type Piece } from '../use-cases/queries/log-lines.ts';

export const wholeLog = (ctx: AppContext, leaves: LeafLog): AsyncIterable<Piece> =>
  logLines(createEventStore(ctx), leaves);

export const publishedKey = async (ctx: AppContext): Promise<string> =>
  formatVkey(digest, (await createCheckpointSigner(ctx)).key);
