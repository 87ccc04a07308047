import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
export type Checkpoints = {
  read(shardId: string): Promise<string | null>;
  write(shardId: string, n: string): Promise<void>;
};
export const memoryCheckpoints = (): Checkpoints => {
  const at = new Map<string, string>();
  return { read: async (s) => at.get(s) ?? null, write: async (s, n) => void at.set(s, n) };
};
export const fileCheckpoints = (folder: string): Checkpoints => {
  mkdirSync(folder, { recursive: true });
  return {
    read: async (s) => {
      try {
        return readFileSync(join(folder, s), 'utf8');
      } catch {
        return null;
      }
    },
    write: async (s, n) => {
      writeFileSync(join(folder, `${s}.new`), n);
      renameSync(join(folder, `${s}.new`), join(folder, s));
    },
  };
};
