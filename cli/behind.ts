import type { Behind } from '../use-cases/queries/behind.ts';

/** What an answer from a read model begins with while that is behind the log; nothing when it is not. */
export const behindLines = (what: string, { events, since }: Behind): string[] =>
  events === 0
    ? []
    : [
        `WARNING: ${what} is ${events} ${events === 1 ? 'event' : 'events'} behind the log, since ${since}; what follows lacks them.`,
        'The log itself: emergency history. To bring it up to date: emergency rebuild. Why: docs/runbook.md, project-behind.',
      ];
