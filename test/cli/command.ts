import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { inherited } from '../kit/inherited-env.ts';

export type Ran = { status: number | null; out: string; err: string };

/** Runs the `emergency` command as a user does, with its own environment. */
export const emergency = async (
  args: readonly string[],
  env: Record<string, string>,
  typed = '',
): Promise<Ran> => {
  const child = spawn(process.execPath, ['cli/emergency.mjs', ...args], {
    env: { ...inherited(), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(typed);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { status, out, err };
};
