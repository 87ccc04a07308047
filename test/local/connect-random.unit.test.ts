import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Flow } from '../../flows/language/flow.ts';
import { lintFlow } from '../../flows/lint.ts';
import { lintSecrets } from '../../flows/lint-secrets.ts';
import type { CallView } from '../../local/connect/connect.ts';
import type { TraceEntry } from '../../local/connect/types.ts';
import { lineOf } from './line.ts';
import { MAKERS, randomFlow, SECRET_MAKERS } from './random-flows.ts';

/** What a caller does: keys, or silence for null. */
const doings = fc.array(fc.option(fc.stringMatching(/^[0-9*#]{1,6}$/u), { freq: 3 }), { maxLength: 25 });
const replies = fc.array(
  fc.constantFrom<unknown>({ status: 'one' }, { status: 'two' }, { status: 3 }, 'text', null, 'throw'),
  { minLength: 1, maxLength: 5 },
);

type Line = ReturnType<typeof lineOf>;

const lineWith = (flow: Flow, answers: readonly unknown[]): Line => {
  let calls = 0;
  const Fn = () => {
    calls += 1;
    const answer = answers[calls % answers.length];
    if (answer === 'throw') throw new Error('no');
    return answer;
  };
  return lineOf([flow], { Fn });
};

/** Plays the doings until the call is over; `look` sees the call before each. */
const play = async (line: Line, done: readonly (string | null)[], look: (view: CallView) => void) => {
  let view = await line.call();
  for (const keys of done) {
    look(view);
    if (view.state === 'ended') break;
    view = await (keys === null ? line.wait('contact-1') : line.keys('contact-1', keys));
  }
  return view;
};

it('the Connect engine runs any valid flow to its end or to an input, whatever the caller and the Lambdas do', async () => {
  await fc.assert(
    fc.asyncProperty(randomFlow(MAKERS), doings, replies, async (flow, done, answers) => {
      expect(lintFlow(flow).filter(({ severity }) => severity === 'error')).toStrictEqual([]);
      const line = lineWith(flow, answers);
      const view = await play(line, done, () => {});
      expect(view.waitingFor === null).toBe(view.state === 'ended');
      expect(await line.hangup('contact-1')).toHaveProperty('state', 'ended');
      expect(line.timers.size).toBe(0);
    }),
    { numRuns: 300 },
  );
});

const isPrompt = (flow: Flow) => {
  const prompts = flow.Actions.filter(({ Parameters }) => Parameters?.StoreInput === 'True');
  const ids = new Set(prompts.map(({ Identifier }) => Identifier));
  return ({ action }: TraceEntry) => ids.has(action);
};

const timesAsked = (flow: Flow, trace: readonly TraceEntry[]): number => trace.filter(isPrompt(flow)).length;

/** Whether what was typed last has gone to no Lambda that answered. */
const isUnspent = (flow: Flow, trace: readonly TraceEntry[]): boolean => {
  const asked = trace.findLastIndex(isPrompt(flow));
  const checks = trace.slice(asked).filter(({ type }) => type === 'InvokeLambdaFunction');
  return asked >= 0 && !checks.some(({ result }) => result === 'Success');
};

const ERROR = /^(?:NoMatching|InputTimeLimit)/u;

/** Whether something was said after the last error branch (a prompt's own failure does not count as one). */
const wasHeard = (trace: readonly TraceEntry[]): boolean => {
  const lastError = trace.findLastIndex(({ result }) => ERROR.test(result));
  return trace
    .slice(lastError + 1)
    .some(({ type }) => type === 'MessageParticipant' || type === 'GetParticipantInput');
};

it('no call breaks a rule on secrets that its flow passes in the lint', async () => {
  await fc.assert(
    fc.asyncProperty(randomFlow(SECRET_MAKERS), doings, async (flow, done) => {
      const broken = new Set(lintSecrets(flow).map(({ rule }) => rule));
      const keeps = (rule: string, kept: boolean) =>
        expect({ rule, kept: kept || broken.has(rule) }).toStrictEqual({ rule, kept: true });
      const line = lineWith(flow, [{}, 'throw']);
      await play(line, done, ({ waitingFor }) => {
        const { logging, ivrRecording } = line.get('contact-1');
        keeps('logging-on', waitingFor?.kind !== 'digits' || logging === 'Disabled');
        keeps('recording-on', waitingFor?.kind !== 'digits' || ivrRecording === 'Disabled');
      });
      const { trace, logging, ivrRecording } = line.get('contact-1');
      const hungUp = trace.at(-1)?.type === 'DisconnectParticipant';
      const unspent = isUnspent(flow, trace);
      const setsLogging = trace.some(({ type }) => type === 'UpdateFlowLoggingBehavior');
      keeps('too-many-attempts', timesAsked(flow, trace) <= 3);
      keeps('logging-on', !unspent || logging === 'Disabled');
      keeps('logging-left-off', !hungUp || unspent || !setsLogging || logging === 'Enabled');
      keeps('recording-switched-on', ivrRecording === 'Disabled');
      keeps('input-unverified', !unspent || trace.at(-1)?.result !== 'Queued');
      keeps('silent-ending', !hungUp || wasHeard(trace));
    }),
    { numRuns: 500 },
  );
});
