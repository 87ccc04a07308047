import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ed25519 } from '../adapters/ed25519.ts';
import { anchoredIn, folderAnchor } from '../adapters/folder-anchor.ts';
import type { Log } from '../adapters/log.ts';
import { digest } from '../adapters/sha256.ts';
import {
  type Anchor,
  type Anchored,
  type Anchors,
  ExplainedError,
  openCheckpoints,
  parseCheckpoint,
} from '../domain/ledger/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createCheckpointSigner, createSignCheckpoint } from '../handlers/composition/functions.ts';

/** Signing interval in milliseconds of the line's clock, which is checked every second of real time. */
const SIGNING_INTERVAL = 15_000;
const CLOCK_CHECK_INTERVAL = 1_000;

/** A checkpoint file is not what this log signed. */
export class DamagedCheckpoint extends ExplainedError {
  readonly code = 'DamagedCheckpoint';
}

/** The configuration is that of another line. */
export class OtherOrigin extends ExplainedError {
  readonly code = 'OtherOrigin';
}

/** @throws OtherOrigin when all files are checkpoints of one other log; what is no checkpoint is damaged */
const requireOrigin = (folder: string, files: readonly Anchored[], origin: string): void => {
  const [found, ...others] = new Set(files.map(({ note }) => parseCheckpoint(note)?.origin));
  if (found === undefined || found === origin || others.length > 0) return;
  throw new OtherOrigin(
    `${dirname(folder)} has the log of ${found}, and the configuration's origin is ${origin}: another origin is another line. Start it on a new data folder (EMERGENCY_LINE_DATA, or delete this one when you no longer need its log), or put origin back`,
  );
};

/**
 * Reads and verifies the checkpoints in the folder.
 * @throws DamagedCheckpoint naming the file and what to do; OtherOrigin
 */
export const readAnchored = async (ctx: AppContext, folder: string): Promise<Anchored[]> => {
  const { key } = await createCheckpointSigner(ctx);
  const files = existsSync(folder) ? anchoredIn(folder) : [];
  requireOrigin(folder, files, ctx.config.origin);
  const [fault] = (await openCheckpoints({ digest, ed25519, keys: [key] }, files)).faults;
  if (fault)
    throw new DamagedCheckpoint(
      `${folder}: ${fault.place} ${fault.fault}. Restore the file from a copy: ${join(folder, fault.place.replace('checkpoint ', ''))}`,
    );
  return files;
};

/** The checkpoints anchored in a data folder, for verification; null for a line in memory. */
export const anchorsOf = (folder: string | null): (() => Promise<Anchors>) | null => {
  if (folder === null) return null;
  const proof = join(folder, 'proof');
  return async () => ({ anchored: existsSync(proof) ? anchoredIn(proof) : [], deleted: [] });
};

const noAnchor: Anchor = { store: async () => {}, newest: async () => null };

export type CheckpointSigning = { signIfDue(): Promise<void>; stop(): Promise<void> };

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
  const anchor = folder === null ? noAnchor : folderAnchor(join(folder, 'proof'));
  const sign = await createSignCheckpoint({ ...ctx, log: quiet(ctx.log) }, anchor, SIGNING_INTERVAL);
  let signedAt = Number.NEGATIVE_INFINITY;
  let running = Promise.resolve();
  const signUnlessRecent = async () => {
    const now = ctx.system.now();
    if (now < signedAt + SIGNING_INTERVAL) return;
    signedAt = now;
    await sign().catch((error: unknown) =>
      ctx.log('error', 'failed to sign a checkpoint', { function: 'SignCheckpoint', error }),
    );
  };
  const signIfDue = () => {
    running = running.then(signUnlessRecent);
    return running;
  };
  const timer = setInterval(() => void signIfDue(), CLOCK_CHECK_INTERVAL);
  return {
    signIfDue,
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
