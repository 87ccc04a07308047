import { Readable } from 'node:stream';
import { vi } from 'vitest';
import { main } from '../../cli/main.ts';
import type { Ran } from './command.ts';

/** Runs the `emergency` command in this process: the same output, status and calls, without starting Node each time. `onPrinted` gets all it prints. */
export const emergencyHere = async (
  args: readonly string[],
  env: Record<string, string>,
  typed = '',
  onPrinted: (text: string) => void = () => {},
): Promise<Ran> => {
  const printed = { stdout: '', stderr: '' };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from([typed]) as typeof process.stdin);
  for (const name of ['stdout', 'stderr'] as const)
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      printed[name] += text;
      onPrinted(String(text));
      return true;
    });
  try {
    await main(['node', 'emergency', ...args]);
    return { status: Number(process.exitCode ?? 0), out: printed.stdout, err: printed.stderr };
  } finally {
    process.exitCode = undefined;
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  }
};
