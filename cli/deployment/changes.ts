/** A resource that a deployment would create, change or remove. `effect` is CloudFormation's, such as `replace`. */
export type Change = {
  stack: string;
  action: 'create' | 'change' | 'remove';
  type: string;
  path: string;
  effect: string | null;
};

const ACTIONS: Record<string, Change['action']> = { '+': 'create', '~': 'change', '-': 'remove' };
const STACK = /^Stack (\S+)/;
/** `[~] AWS::DynamoDB::Table EventLog/Events EventLogEventsB157D130 replace` */
const RESOURCE =
  /^\[([+~-])\] (\w+::[\w:]+) (\S+?)(?: \w+?)??(?: (replace|may be replaced|destroy|orphan))?$/;

/** Reads what `cdk diff` prints: its lines without those of the synthesis, and the resources in them. */
export const changesIn = (lines: readonly string[]): { changes: Change[]; shown: string[] } => {
  const first = lines.findIndex((line) => STACK.test(line));
  const rest = first === -1 ? [] : lines.slice(first);
  const end = rest.findIndex((line) => line.includes('Number of stacks with differences'));
  const shown = (end === -1 ? rest : rest.slice(0, end)).filter((line) => line.trim() !== '');
  let stack = '';
  const changes = shown.flatMap((line): Change[] => {
    stack = STACK.exec(line)?.[1] ?? stack;
    const [, sign = '', type = '', path = '', effect = null] = RESOURCE.exec(line) ?? [];
    const action = ACTIONS[sign];
    return action === undefined ? [] : [{ stack, action, type, path, effect }];
  });
  return { changes, shown };
};
