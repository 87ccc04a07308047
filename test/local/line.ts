import type { Draft } from '../../flows/build.ts';
import { flow, hangUp, logging, message } from '../../flows/build.ts';
import type { Flow } from '../../flows/language/flow.ts';
import { type Connect, type ConnectOptions, createConnect } from '../../local/connect/connect.ts';

export const ADMIN = '+6591110001';
export const NUMBER = '+6568000001';
export const INSTANCE =
  'arn:aws:connect:ap-southeast-1:111122223333:instance/0a1b2c3d-0000-4000-8000-000000000001';
export const lambdaArn = (name: string) => `arn:aws:lambda:ap-southeast-1:111122223333:function:${name}`;

/** The end of every test flow. */
export const BYE = 'Say goodbye';
export const goodbye = [message(BYE, 'Goodbye.', 'Hang up'), hangUp('Hang up')];
/** A flow whose first block turns flow logging on, for a full trace; `lineOf` omits that block from it. */
const LOG = 'Log this test';
export const build = (name: string, start: string, drafts: readonly Draft[]): Flow =>
  flow(name, 'A flow under test', LOG, [logging(LOG, 'Enabled', start), ...drafts, ...goodbye]);

type Handler = (event: unknown, limitMs: number) => unknown;

/** A line whose number runs the first flow, with a clock and Lambda timers controlled by the test. */
export const lineOf = (
  flows: readonly Flow[],
  handlers: Readonly<Record<string, Handler>> = {},
  options: Partial<ConnectOptions> = {},
) => {
  const clock = { now: Date.UTC(2026, 10, 22, 9) };
  const timers = new Set<() => void>();
  const invoked: { name: string; event: unknown; limitMs: number }[] = [];
  let contacts = 0;
  const published = new Map(flows.map((each) => [String(each.Metadata?.name), each]));
  const connect: Connect = createConnect({
    flows: () => published,
    numbers: new Map([[NUMBER, [...published.keys()][0] ?? '']]),
    instanceArn: INSTANCE,
    invokeLambda: async (arn, event, limitMs) => {
      const name = arn.split(':').at(-1) ?? '';
      invoked.push({ name, event, limitMs });
      const handler = handlers[name];
      if (!handler) throw new Error(`there is no function ${name}`);
      return handler(event, limitMs);
    },
    now: () => clock.now,
    newContactId: () => {
      contacts += 1;
      return `contact-${contacts}`;
    },
    startTimer: (_ms, fire) => {
      timers.add(fire);
      return () => timers.delete(fire);
    },
    ...options,
  });
  const get: Connect['get'] = (callId) => {
    const record = connect.get(callId);
    return { ...record, trace: record.trace.filter(({ action }) => action !== LOG) };
  };
  return {
    ...connect,
    get,
    clock,
    invoked,
    published,
    timers,
    call: () => connect.dial({ from: ADMIN, to: NUMBER }),
    fireTimers: () => {
      for (const fire of [...timers]) fire();
    },
    /** The trace as `action: result`. */
    trace: (callId: string) => get(callId).trace.map(({ action, result }) => `${action}: ${result}`),
    /** The caller's keys in the transcript. */
    typed: (callId: string) =>
      connect.get(callId).transcript.flatMap((entry) => ('keys' in entry ? [entry.keys] : [])),
  };
};
