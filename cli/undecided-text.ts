import type { Report } from '../domain/ledger/index.ts';
import { counted } from './output.ts';

/** The exit status of `emergency verify` by verdict. */
export const EXIT = { intact: 0, tampered: 1, undecided: 1, unknown: 2 } as const;

type Judged = Pick<Report, 'verdict' | 'covered' | 'undecided' | 'unchecked'>;

/** The events that could not have been decided, one line each. */
export const undecidedLines = ({ undecided: { count, events } }: Judged): string[] => {
  const lines = events.map(({ place, fault }) => `COULD NOT HAVE BEEN DECIDED ${place}: ${fault}`);
  return count > events.length ? [...lines, `… and ${count - events.length} more`] : lines;
};

/** What was not checked; no line when everything was. */
export const uncheckedLines = ({ unchecked: { events, oldStates, newStates } }: Judged): string[] => [
  ...(events > 0
    ? [
        `Not checked whether they could have been decided: ${counted(events, 'event')}, because events before them, or those they rely on, are missing, or they are refusals of an earlier version.`,
      ]
    : []),
  ...(oldStates > 0
    ? [`Not checked: ${counted(oldStates, 'stored state')} of an earlier version, which is not used.`]
    : []),
  ...(newStates > 0
    ? [
        `NOT CHECKED: ${counted(newStates, 'stored state')} of a newer version. Verify with that version before it runs on this log: it would use them.`,
      ]
    : []),
];

/** The verdict in words. */
export const verdictText = ({ verdict, covered, undecided: { count } }: Judged): string => {
  if (verdict === 'intact') return 'INTACT';
  if (verdict === 'tampered') return 'NOT intact';
  if (verdict === 'undecided') return `NOT intact: ${counted(count, 'event')} could not have been decided`;
  return covered === 0
    ? 'CANNOT TELL: no trusted checkpoint covers this log'
    : 'CANNOT TELL: stored states of a newer version were not checked';
};
