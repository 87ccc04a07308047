import { expect, it } from 'vitest';
import { logReportText } from '../../cli/log-report-text.ts';
import type { LogReport } from '../../use-cases/queries/verify-log.ts';

const INTACT: LogReport = {
  ok: true,
  verdict: 'intact',
  events: 1,
  streams: 1,
  leaves: 1,
  ignored: 0,
  transit: { byteOrderMarks: 0, crlf: 0, blank: 0, checkpoints: [] },
  covered: 1,
  root: 'AAAA',
  checkpoint: null,
  exposed: { count: 0, first: null, last: null },
  undecided: { count: 0, events: [] },
  unchecked: { events: 0, oldStates: 0, newStates: 0 },
  faults: [],
  checkpoints: 1,
  unread: [],
};

it('the verification of a line that was read whole says what agrees with the log', () => {
  expect(logReportText(INTACT)).toBe(
    '1 event in 1 stream, 1 leaf, 1 checkpoint: every chain is intact, and the tree, the checkpoints, the board, the directory and the keys agree with it',
  );
});

it('the verification says of no part that was not read that it agrees with the log', () => {
  const text = logReportText({ ...INTACT, unread: ['board and directory', 'anchored checkpoints'] });
  expect(text).toMatch(/^NOT READ: board and directory/);
  expect(text.split('\n').at(-1)).toBe(
    '1 event in 1 stream, 1 leaf, 1 checkpoint: every chain is intact, and everything that was read agrees with it',
  );
});
