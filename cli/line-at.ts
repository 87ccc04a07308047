import { z } from 'zod';

/** Milliseconds in which a running line responds, with whatever status. */
const RESPONSE_TIMEOUT = 2000;
const line = z.object({ id: z.string(), pid: z.number() });

/** The line that answers at an address: the id of its run, and its process; null when none does. */
export const lineAt = async (url: string): Promise<z.infer<typeof line> | null> => {
  try {
    const reply = await fetch(`${url}/api/line`, { signal: AbortSignal.timeout(RESPONSE_TIMEOUT) });
    return line.parse(await reply.json());
  } catch {
    return null;
  }
};
