import type { Grant, Target } from './grants.ts';

/** @param may actions, with blanks between them */
export const grant = (to: Target, may: string, why: string, streams?: readonly string[]): Grant => ({
  to,
  may: may.split(' '),
  why,
  ...(streams === undefined ? {} : { streams }),
});
