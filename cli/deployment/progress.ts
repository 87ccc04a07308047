/** `EmergencyLine | 12/80 | 7:46:46 AM | CREATE_COMPLETE | AWS::KMS::Key | Keys/Log (KeysLog1234) why` */
const EVENT =
  /^\s*([\w-]+) \|\s*(?:(\d+)(?:\/(\d+))? \|\s*)?[^|]*\|\s*([A-Z_]+)\s*\|\s*([\w:]+)\s*\|\s*(.*)$/;

const DONE: Record<string, string> = {
  CREATE_COMPLETE: 'created',
  UPDATE_COMPLETE: 'updated',
  DELETE_COMPLETE: 'deleted',
  DELETE_SKIPPED: 'retained',
};

/** `✅  EmergencyLine (no changes)` */
const STACK_DONE = /^\s*✅\s+\S.*?( \(no changes\))?$/;

/** Whether a stack that a line of the CDK's output calls deployed was changed by that; null for any other line. */
export const stackChanged = (line: string): boolean | null => {
  const done = STACK_DONE.exec(line);
  return done && done[1] === undefined;
};

const FAILED = /_FAILED$|ROLLBACK/;

/** The resources done and in all that a line of the CDK's output tells, or null. */
export const courseOf = (line: string): { done: number; total: number } | null => {
  const [, , done, total] = EVENT.exec(line) ?? [];
  return done === undefined || total === undefined ? null : { done: Number(done), total: Number(total) };
};

/**
 * Formats a line of the CDK's output: a completed or failed CloudFormation event in plain words, null for events in progress
 * and blank lines, any other line unchanged.
 */
export const progressLine = (line: string): string | null => {
  const [, stack, count, total, status = '', type = '', name = ''] = EVENT.exec(line) ?? [];
  if (stack === undefined) return line.trim() === '' ? null : line.trimEnd();
  const resource = `${type} ${name.replace(/ \(\w+\)/, '')}`.trim();
  if (FAILED.test(status)) return `  FAIL ${resource}: ${status}`;
  const done = DONE[status];
  if (done === undefined) return null;
  return `  ${count === undefined ? '' : `${count}${total === undefined ? '' : ` of ${total}`} `}${done}: ${resource}`;
};
