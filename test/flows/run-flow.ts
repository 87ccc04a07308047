import type { Flow } from '../../flows/language/flow.ts';
import { nameOf } from '../../flows/language/flow.ts';
import { isDynamic } from '../../flows/language/references.ts';
import { isPlaceholder } from '../../flows/language/tokens.ts';
import { type CallView, createConnect } from '../../local/connect/connect.ts';
import { isConnectError } from '../../local/connect/errors.ts';

/** Keys of several callers, request by request; null is silence. */
const CALLERS: readonly (readonly (string | null)[])[] = [
  [null],
  ['1'],
  ['2', '1'],
  ['9', '0', '*'],
  ['123456#', '91110001#', null],
];
/** Replies of Lambdas, in turn. */
const REPLIES: readonly unknown[] = [
  {},
  { status: 'SENT', result: 'true', a: { b: 1 } },
  { status: 'VERIFIED' },
  'text',
];
const MOST_REQUESTS = 60;
const NUMBER = '+6568000001';
const INSTANCE = 'arn:aws:connect:ap-southeast-1:111122223333:instance/11111111-2222-4333-8444-555555555555';

const LAMBDA = 'arn:aws:lambda:ap-southeast-1:111122223333:function:Filled';

const goodbye: Flow = {
  Version: '2019-10-30',
  StartAction: 'End',
  Actions: [{ Identifier: 'End', Type: 'DisconnectParticipant' }],
};

/** The flow with an ARN for each placeholder of a template. */
const filled = (flow: Flow): Flow =>
  JSON.parse(JSON.stringify(flow), (_, value: unknown) =>
    typeof value === 'string' && isPlaceholder(value) ? LAMBDA : value,
  );

/** An instance with this flow and, for each transfer target, a flow that hangs up. */
const instanceOf = (flow: Flow): Map<string, Flow> => {
  const targets = flow.Actions.flatMap(({ Parameters }) => Parameters?.ContactFlowId ?? []);
  const named = targets.filter((target) => typeof target === 'string' && !isDynamic(target)) as string[];
  return new Map([...named.map((target) => [target, goodbye] as const), ['flow', flow]]);
};

const lineOf = (flow: Flow, first: number) => {
  const flows = instanceOf(flow);
  let calls = first;
  return createConnect({
    flows: () => flows,
    numbers: new Map([[NUMBER, 'flow']]),
    instanceArn: INSTANCE,
    invokeLambda: async () => {
      calls += 1;
      return REPLIES[calls % REPLIES.length];
    },
    now: () => 0,
    startTimer: () => () => {},
    newContactId: () => 'contact',
    isOpen: () => first % 2 === 0,
  });
};

const callOnce = async (flow: Flow, caller: readonly (string | null)[], first: number): Promise<void> => {
  const line = lineOf(flow, first);
  let view: CallView = await line.dial({ from: '+6591110001', to: NUMBER });
  for (let request = 0; view.state !== 'ended' && request < MOST_REQUESTS; request += 1) {
    const keys = caller[request % caller.length] ?? null;
    view = await (keys === null ? line.wait('contact') : line.keys('contact', keys));
  }
  if ((view.waitingFor === null) !== (view.state === 'ended'))
    throw new Error(`${nameOf(flow)} is in progress without waiting for input`);
  await line.hangup('contact');
};

/** Plays several callers. @returns why the engine refuses the flow, or null. Throws when the engine crashes. */
export const runFlow = async (flow: Flow): Promise<string | null> => {
  try {
    for (const [index, caller] of CALLERS.entries()) await callOnce(filled(flow), caller, index);
    return null;
  } catch (error) {
    if (isConnectError(error) && error.code === 'flow-refused') return error.message;
    throw error;
  }
};
