import { afterAll, vi } from 'vitest';
import type { Place } from './secrets.ts';

/** From now on, every reply this process is given, but those of the one endpoint that is to show texts. */
export const keepReplies = (): readonly Place[] => {
  const replies: Place[] = [];
  const { fetch } = globalThis;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
    const response = await fetch(url, init);
    const path = new URL(String(url)).pathname;
    const bytes = JSON.stringify([...response.headers]) + (await response.clone().text());
    if (!path.endsWith('/messages')) replies.push({ at: `reply to ${init?.method ?? 'GET'} ${path}`, bytes });
    return response;
  });
  afterAll(() => vi.restoreAllMocks());
  return replies;
};
