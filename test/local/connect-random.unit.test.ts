import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Flow } from '../../flows/language/flow.ts';
import { lintFlow } from '../../flows/lint.ts';
import { lintSecrets } from '../../flows/lint-secrets.ts';
import type { CallView } from '../../local/connect/connect.ts';
import type { TraceEntry } from '../../local/connect/types.ts';
import { runs } from '../kit/sample.ts';
import { lineOf } from './line.ts';
import { MAKERS, randomFlow, SECRET_MAKERS } from './random-flows.ts';

/** Actions of a caller: keys, or null for silence. */
const callerActions = fc.array(fc.option(fc.stringMatching(/^[0-9*#]{1,6}$/u), { freq: 3 }), {
  maxLength: 25,
});
const replies = fc.array(
  fc.constantFrom<unknown>({ status: 'one' }, { status: 'two' }, { status: 3 }, 'text', null, 'throw'),
  { minLength: 1, maxLength: 5 },
);

type Line = ReturnType<typeof lineOf>;

const lineWith = (flow: Flow, lambdaReplies: readonly unknown[]): Line => {
  let calls = 0;
  const Fn = () => {
    calls += 1;
    const reply = lambdaReplies[calls % lambdaReplies.length];
    if (reply === 'throw') throw new Error('no');
    return reply;
  };
  return lineOf([flow], { Fn });
};

/** Plays the caller's actions until the call ends; `check` gets the call before each. */
const play = async (line: Line, actions: readonly (string | null)[], check: (view: CallView) => void) => {
  let view = await line.call();
  for (const keys of actions) {
    check(view);
    if (view.state === 'ended') break;
    view = await (keys === null ? line.wait('contact-1') : line.keys('contact-1', keys));
  }
  return view;
};

it('the Connect engine runs any valid flow to its end or to an input, whatever the caller and the Lambdas do', async () => {
  await fc.assert(
    fc.asyncProperty(randomFlow(MAKERS), callerActions, replies, async (flow, actions, lambdaReplies) => {
      expect(lintFlow(flow).filter(({ severity }) => severity === 'error')).toStrictEqual([]);
      const line = lineWith(flow, lambdaReplies);
      const view = await play(line, actions, () => {});
      expect(view.waitingFor === null).toBe(view.state === 'ended');
      expect(await line.hangup('contact-1')).toHaveProperty('state', 'ended');
      expect(line.timers.size).toBe(0);
    }),
    { numRuns: runs(300) },
  );
});

const isPrompt = (flow: Flow) => {
  const prompts = flow.Actions.filter(({ Parameters }) => Parameters?.StoreInput === 'True');
  const ids = new Set(prompts.map(({ Identifier }) => Identifier));
  return ({ action }: TraceEntry) => ids.has(action);
};

const promptCount = (flow: Flow, trace: readonly TraceEntry[]): number => trace.filter(isPrompt(flow)).length;

/** Whether no Lambda has replied since the last prompt for digits. */
const isUnverified = (flow: Flow, trace: readonly TraceEntry[]): boolean => {
  const lastPrompt = trace.findLastIndex(isPrompt(flow));
  const checks = trace.slice(lastPrompt).filter(({ type }) => type === 'InvokeLambdaFunction');
  return lastPrompt >= 0 && !checks.some(({ result }) => result === 'Success');
};

const ERROR = /^(?:NoMatching|InputTimeLimit)/u;

/** Whether a prompt was spoken after the last error branch. */
const endsWithSpeech = (trace: readonly TraceEntry[]): boolean => {
  const lastError = trace.findLastIndex(({ result }) => ERROR.test(result));
  return trace
    .slice(lastError + 1)
    .some(({ type }) => type === 'MessageParticipant' || type === 'GetParticipantInput');
};

it('no call breaks a rule on secrets that its flow passes in the lint', async () => {
  await fc.assert(
    fc.asyncProperty(randomFlow(SECRET_MAKERS), callerActions, async (flow, actions) => {
      const broken = new Set(lintSecrets(flow).map(({ rule }) => rule));
      const obeys = (rule: string, obeyed: boolean) =>
        expect({ rule, obeyed: obeyed || broken.has(rule) }).toStrictEqual({ rule, obeyed: true });
      const line = lineWith(flow, [{}, 'throw']);
      await play(line, actions, ({ waitingFor }) => {
        const { logging, ivrRecording } = line.get('contact-1');
        obeys('logging-on', waitingFor?.kind !== 'digits' || logging === 'Disabled');
        obeys('recording-on', waitingFor?.kind !== 'digits' || ivrRecording === 'Disabled');
      });
      const { trace, logging, ivrRecording } = line.get('contact-1');
      const hungUp = trace.at(-1)?.type === 'DisconnectParticipant';
      const unverified = isUnverified(flow, trace);
      const setsLogging = trace.some(({ type }) => type === 'UpdateFlowLoggingBehavior');
      obeys('too-many-attempts', promptCount(flow, trace) <= 3);
      obeys('logging-on', !unverified || logging === 'Disabled');
      obeys('logging-left-off', !hungUp || unverified || !setsLogging || logging === 'Enabled');
      obeys('recording-switched-on', ivrRecording === 'Disabled');
      obeys('input-unverified', !unverified || trace.at(-1)?.result !== 'Queued');
      obeys('silent-ending', !hungUp || endsWithSpeech(trace));
    }),
    { numRuns: runs(500) },
  );
});
