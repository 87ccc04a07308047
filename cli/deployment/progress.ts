/** `EmergencyLine | 12/80 | 7:46:46 AM | CREATE_COMPLETE | AWS::KMS::Key | Keys/Log (KeysLog1234) why` */
const EVENT =
  /^\s*([\w-]+) \|\s*(?:(\d+)(?:\/(\d+))? \|\s*)?[^|]*\|\s*([A-Z_]+)\s*\|\s*([\w:]+)\s*\|\s*(.*)$/;

const DONE: Record<string, string> = {
  CREATE_COMPLETE: 'made',
  UPDATE_COMPLETE: 'changed',
  DELETE_COMPLETE: 'removed',
  DELETE_SKIPPED: 'kept',
};

const FAILED = /_FAILED$|ROLLBACK/;

/**
 * A line of the CDK's as it is passed on: an event of CloudFormation's in words when something is done or went wrong,
 * null while it is under way; any other line as it stands.
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
