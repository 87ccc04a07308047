import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ed25519 } from '../adapters/ed25519.ts';
import { anchoredIn, folderAnchor } from '../adapters/folder-anchor.ts';
import type { Log } from '../adapters/log.ts';
import { digest } from '../adapters/sha256.ts';
import { type Anchor, openCheckpoints } from '../domain/ledger/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createCheckpointSigner, createSignCheckpoint } from '../handlers/composition/functions.ts';
import { DamagedStreamPosition } from './event-source/positions.ts';

/** Milliseconds of the line's clock between two looks at the log, and of the machine's between two looks at the clock. */
const EVERY = 15_000;
const GLANCE = 1_000;

/** Where the local line anchors its checkpoints. */
const checkpointFolder = (folder: string): string => join(folder, 'proof');

/** @throws DamagedCheckpoint when a file of the folder is not what this log signed */
const openProof = async (ctx: AppContext, proof: string): Promise<Anchor> => {
  const { key } = await createCheckpointSigner(ctx);
  const files = existsSync(proof) ? anchoredIn(proof) : [];
  const [fault] = (await openCheckpoints({ digest, ed25519, keys: [key] }, files)).faults;
  if (fault)
    throw new DamagedStreamPosition(
      `${proof}: ${fault.place} ${fault.fault}. Restore the file from a copy: ${join(proof, fault.place.replace('checkpoint ', ''))}`,
    );
  return folderAnchor(proof);
};

const nowhere: Anchor = { store: async () => {} };

export type CheckpointSigning = { seal(): Promise<void>; stop(): Promise<void> };

/** At a terminal a checkpoint every few minutes is no news. */
const quiet =
  (log: Log): Log =>
  (level, ...told) => {
    if (level !== 'info') log(level, ...told);
  };

/** `SignCheckpoint` on its schedule, by the line's clock. A look that fails is logged, and the next one comes. */
export const startCheckpointSigning = async (
  ctx: AppContext,
  folder: string | null,
): Promise<CheckpointSigning> => {
  const anchor = folder === null ? nowhere : await openProof(ctx, checkpointFolder(folder));
  const look = await createSignCheckpoint({ ...ctx, log: quiet(ctx.log) }, anchor, EVERY);
  let lookedAt = Number.NEGATIVE_INFINITY;
  let running = Promise.resolve();
  const lookWhenDue = async () => {
    const now = ctx.system.now();
    if (now < lookedAt + EVERY) return;
    lookedAt = now;
    await look().catch((error: unknown) =>
      ctx.log('error', 'the log was not sealed', { function: 'SignCheckpoint', error }),
    );
  };
  const seal = () => {
    running = running.then(lookWhenDue);
    return running;
  };
  const timer = setInterval(() => void seal(), GLANCE);
  return {
    seal,
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
