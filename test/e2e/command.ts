import { vi } from 'vitest';
import { main } from '../../cli/main.ts';
import type { Ran } from './product.ts';

/**
 * `emergency …` in this process, one at a time: what it prints and the exit status it would leave. For the many wrong
 * words a process of its own each would be slow.
 */
export const command = async (args: readonly string[], env: Record<string, string>): Promise<Ran> => {
  const ran: Ran = { code: null, stdout: '', stderr: '' };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    ran.stdout += String(text);
    return true;
  });
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    ran.stderr += String(text);
    return true;
  });
  try {
    process.exitCode = 0;
    await main(['node', 'emergency', ...args]);
    ran.code = Number(process.exitCode);
    return ran;
  } finally {
    process.exitCode = 0;
    out.mockRestore();
    err.mockRestore();
    vi.unstubAllEnvs();
  }
};
