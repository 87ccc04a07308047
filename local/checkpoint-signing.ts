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

/** Signing interval in milliseconds of the line's clock, which is checked every second of real time. */
const SIGNING_INTERVAL = 15_000;
const CLOCK_CHECK_INTERVAL = 1_000;

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

/** Drops info entries: a checkpoint every few minutes would clutter the terminal. */
const quiet =
  (log: Log): Log =>
  (level, ...entry) => {
    if (level !== 'info') log(level, ...entry);
  };

/** Runs `SignCheckpoint` on its schedule by the line's clock. A failure is logged and retried at the next interval. */
export const startCheckpointSigning = async (
  ctx: AppContext,
  folder: string | null,
): Promise<CheckpointSigning> => {
  const anchor = folder === null ? nowhere : await openProof(ctx, checkpointFolder(folder));
  const sign = await createSignCheckpoint({ ...ctx, log: quiet(ctx.log) }, anchor, SIGNING_INTERVAL);
  let signedAt = Number.NEGATIVE_INFINITY;
  let running = Promise.resolve();
  const signIfDue = async () => {
    const now = ctx.system.now();
    if (now < signedAt + SIGNING_INTERVAL) return;
    signedAt = now;
    await sign().catch((error: unknown) =>
      ctx.log('error', 'failed to sign a checkpoint', { function: 'SignCheckpoint', error }),
    );
  };
  const seal = () => {
    running = running.then(signIfDue);
    return running;
  };
  const timer = setInterval(() => void seal(), CLOCK_CHECK_INTERVAL);
  return {
    seal,
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
