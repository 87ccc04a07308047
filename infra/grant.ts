import type { resourcesOf } from './resources.ts';

/** What a grant applies to; `resources.ts` has the ARNs. A name with a slash is an index of a table. */
export type Target = keyof ReturnType<typeof resourcesOf>;

/** Actions on a target and the reason for them. `streams`: the partition keys that they are limited to: streams of the log, or reserved numbers. */
export type Grant = { to: Target; may: readonly string[]; streams?: readonly string[]; why: string };

/** @param may actions, separated by spaces */
export const grant = (to: Target, may: string, why: string, streams?: readonly string[]): Grant => ({
  to,
  may: may.split(' '),
  why,
  ...(streams === undefined ? {} : { streams }),
});
