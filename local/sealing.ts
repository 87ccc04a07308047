import { join } from 'node:path';
import { folderAnchor } from '../adapters/folder-anchor.ts';
import type { Anchor } from '../domain/leaf-log.ts';
import { wireSealLog } from '../handlers/wire-seal.ts';
import type { Wires } from '../handlers/wires.ts';

/** Milliseconds of the line's clock between two looks at the log, and of the machine's between two looks at the clock. */
const EVERY = 15_000;
const GLANCE = 1_000;

/** Where the local line anchors its checkpoints. */
export const checkpointFolder = (folder: string): string => join(folder, 'proof');

const nowhere: Anchor = { keep: async () => {} };

export type Sealing = { seal(): Promise<void>; stop(): Promise<void> };

/** `SealLog` on its schedule, by the line's clock. A look that fails is logged, and the next one comes. */
export const startSealing = async (wires: Wires, folder: string | null): Promise<Sealing> => {
  const anchor = folder === null ? nowhere : folderAnchor(checkpointFolder(folder));
  const look = await wireSealLog(wires, anchor, EVERY);
  let lookedAt = Number.NEGATIVE_INFINITY;
  let running = Promise.resolve();
  const lookWhenDue = async () => {
    const now = wires.system.now();
    if (now < lookedAt + EVERY) return;
    lookedAt = now;
    await look().catch((error: unknown) =>
      wires.log('error', 'the log was not sealed', { function: 'SealLog', error }),
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
