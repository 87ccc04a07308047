import type { Behind } from '../use-cases/queries/behind.ts';
import { counted } from './output.ts';

/** The warning to print before data of a read model that is behind the log; empty when it is up to date. */
export const behindLines = (what: string, { events, since }: Behind): string[] =>
  events === 0
    ? []
    : [
        `WARNING: ${what} is ${counted(events, 'event')} behind the log, since ${since}; the output below does not include them.`,
        'To read the log itself: emergency history. To update: emergency rebuild. Causes: docs/runbook.md, project-behind.',
      ];
