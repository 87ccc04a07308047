import { dynamoCheckpoints } from '../adapters/dynamo-leaf-log.ts';
import { ed25519 } from '../adapters/ed25519.ts';
import { kmsNoteSigner } from '../adapters/note-signer.ts';
import { digest, sha256 } from '../adapters/sha256.ts';
import type { Anchor } from '../domain/ledger/index.ts';
import { requiredVariable } from './environment.ts';
import { kms } from './kms-client.ts';
import { signCheckpoint } from './sign-checkpoint.ts';
import { createEventStore, createLeafLog, documentClient } from './wire-tables.ts';
import type { AppContext } from './wires.ts';

/** The key that signs checkpoints; its name is the log's. */
export const createCheckpointSigner = (ctx: AppContext) =>
  kmsNoteSigner(kms(ctx), requiredVariable(ctx.environment, 'LOG_KEY'), ctx.config.origin);

/** `every`: milliseconds between two looks at the log. */
export const createSignCheckpoint = async (ctx: AppContext, anchor: Anchor, every: number) => {
  const db = documentClient(ctx);
  return signCheckpoint(
    {
      store: createEventStore(ctx, db),
      leaves: createLeafLog(ctx, db),
      checkpoints: dynamoCheckpoints(db, ctx.environment.EVENTS_TABLE),
      signer: await createCheckpointSigner(ctx),
      anchor,
      sha256,
      digest,
      ed25519,
      system: ctx.system,
      log: ctx.log,
    },
    every,
  );
};
