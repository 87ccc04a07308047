import { describe, expect, it } from 'vitest';
import { action, compare, invoke, logging, menu, message, transfer } from '../../flows/build.ts';
import { FlowError } from '../../flows/language/problem.ts';
import { isConnectError } from '../../local/connect/errors.ts';
import { ADMIN, BYE, build, lambdaArn, lineOf, NUMBER } from './line.ts';

const ask = menu('Ask', 'Press 1.', { keys: { '1': 'One' }, seconds: 5, otherwise: BYE });
const one = message('One', 'One.', BYE);
const lineWithMenu = () => lineOf([build('Menu', 'Ask', [ask, one])]);
const settle = () => new Promise((resolve) => setImmediate(resolve));
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'nothing wrong',
    (error: unknown) => (isConnectError(error) ? error.code : error),
  );

describe('A call', () => {
  it('can be read while it lasts and after, what was said and typed with its time', async () => {
    const line = lineWithMenu();
    await line.call();
    line.clock.now += 2_500;
    await line.keys('contact-1', '1');
    const voice = { language: 'en-US', voice: 'Joanna' };
    expect(line.get('contact-1')).toStrictEqual({
      callId: 'contact-1',
      state: 'ended',
      logging: 'Enabled',
      ivrRecording: 'Enabled',
      transcript: [
        { at: '2026-11-22T09:00:00.000Z', who: 'line', text: 'Press 1.', ...voice },
        { at: '2026-11-22T09:00:02.500Z', who: 'caller', keys: '1' },
        { at: '2026-11-22T09:00:02.500Z', who: 'line', text: 'One.', ...voice },
        { at: '2026-11-22T09:00:02.500Z', who: 'line', text: 'Goodbye.', ...voice },
      ],
      trace: [
        { flow: 'Menu', action: 'Ask', type: 'GetParticipantInput', result: 'Equals 1' },
        { flow: 'Menu', action: 'One', type: 'MessageParticipant', result: 'Success' },
        { flow: 'Menu', action: 'Say goodbye', type: 'MessageParticipant', result: 'Success' },
        { flow: 'Menu', action: 'Hang up', type: 'DisconnectParticipant', result: 'Success' },
      ],
    });
  });

  it('can be ended by its caller, once and for all', async () => {
    const line = lineWithMenu();
    await line.call();
    expect(await line.hangup('contact-1')).toStrictEqual({
      callId: 'contact-1',
      state: 'ended',
      said: [],
      waitingFor: null,
    });
    expect(await line.hangup('contact-1')).toHaveProperty('state', 'ended');
    expect(line.trace('contact-1')).toStrictEqual(['Ask: the caller hung up']);
  });

  it('can be ended while a Lambda is at work: nothing more is said', async () => {
    let answer = (_reply: unknown) => {};
    const call = invoke('Call', lambdaArn('Fn'), { next: 'One', onError: BYE });
    const line = lineOf([build('Slow', 'Call', [call, one])], {
      Fn: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    const calling = line.call();
    await settle();
    expect(await line.hangup('contact-1')).toHaveProperty('state', 'ended');
    answer({});
    expect(await calling).toStrictEqual({ callId: 'contact-1', state: 'ended', said: [], waitingFor: null });
    expect(line.trace('contact-1')).toStrictEqual(['Call: the caller hung up']);
  });

  it('takes requests that come at once one after the other', async () => {
    const slow = invoke('Call', lambdaArn('Fn'), { next: 'Ask', onError: BYE });
    const line = lineOf(
      [
        build('Slow', 'Call', [
          slow,
          menu('Ask', 'Press 1.', { keys: { '1': 'Call' }, seconds: 5, otherwise: BYE }),
        ]),
      ],
      { Fn: () => settle().then(() => ({})) },
    );
    await line.call();
    const [first, second, third] = await Promise.all(
      ['1', '1', '2'].map((key) => line.keys('contact-1', key)),
    );
    expect(first?.said).toStrictEqual(['Press 1.']);
    expect(second?.said).toStrictEqual(['Press 1.']);
    expect(third).toMatchObject({ state: 'ended', said: ['Goodbye.'] });
    expect(line.invoked).toHaveLength(3);
  });

  it('is apart from every other call', async () => {
    const line = lineWithMenu();
    await line.call();
    await line.call();
    await line.keys('contact-1', '1');
    expect(line.get('contact-2').state).toBe('in-progress');
  });

  it('that goes round without an input is ended with a word', async () => {
    const drafts = [
      compare('Here', '$.Channel', { is: { VOICE: 'There' }, otherwise: BYE }),
      compare('There', '$.Channel', { is: { VOICE: 'Here' }, otherwise: BYE }),
    ];
    const line = lineOf([build('Round', 'Here', drafts)]);
    expect(await line.call()).toMatchObject({
      state: 'ended',
      said: ['We are sorry, this line has a fault. Goodbye.'],
    });
    expect(line.get('contact-1').trace).toHaveLength(1_001);
    expect(line.trace('contact-1').at(-1)).toBe('Here: 1000 actions without an input, the call ends');
  });

  it('may go round as often as the caller likes, even at sixty-four keys in one go and twenty actions for each', async () => {
    const again = menu('Ask', 'Press 1.', { keys: { '1': '1' }, seconds: 5, otherwise: BYE });
    const between = Array.from({ length: 20 }, (_, index) =>
      logging(`${index + 1}`, 'Enabled', index === 19 ? 'Ask' : `${index + 2}`),
    );
    const line = lineOf([build('Again', 'Ask', [again, ...between])]);
    await line.call();
    expect(await line.keys('contact-1', '1'.repeat(64))).toHaveProperty('state', 'in-progress');
    expect(line.get('contact-1').trace).toHaveLength(64 * 21);
  });

  it('that meets an error its flow has no branch for ends, and the trace says so', async () => {
    const conditions = [
      { operator: 'Equals' as const, operand: 'ContinueLooping', to: BYE },
      { operator: 'Equals' as const, operand: 'DoneLooping', to: BYE },
    ];
    const line = lineOf([
      build('Odd', 'Loop', [
        action('Loop', 'Loop', { LoopCount: '$.Attributes.n' }, { next: BYE, conditions }),
      ]),
    ]);
    expect(await line.call()).toMatchObject({ state: 'ended', said: [] });
    expect(line.trace('contact-1')).toStrictEqual([
      'Loop: the flow has no branch for NoMatchingError, the call ends',
    ]);
  });

  it('stays readable until a thousand later ones have ended', async () => {
    const line = lineOf([build('Short', 'One', [one])]);
    for (let call = 0; call < 1_001; call += 1) await line.call();
    expect(() => line.get('contact-1')).toThrow('There is no call of that id');
    expect(line.get('contact-2').state).toBe('ended');
  });
});

describe('A caller is told what is wrong with', () => {
  it('a number nobody answers', async () => {
    expect(await codeOf(lineWithMenu().dial({ from: ADMIN, to: '+6568009999' }))).toBe('number-not-in-use');
  });

  it.each(['not a number', '+65 9111 0001', '+6591110001234567', '__proto__'])(
    'a caller number such as "%s"',
    async (from) => {
      const dialled = lineWithMenu().dial({ from, to: NUMBER });
      await expect(dialled).rejects.toThrow(
        'The caller is an E.164 number such as +6591110001, or anonymous.',
      );
      expect(await codeOf(dialled)).toBe('bad-number');
    },
  );

  it('a call there is not', async () => {
    const line = lineWithMenu();
    expect(await codeOf(line.keys('contact-9', '1'))).toBe('unknown-call');
    expect(await codeOf(line.wait('__proto__'))).toBe('unknown-call');
    expect(await codeOf(line.hangup('contact-9'))).toBe('unknown-call');
  });

  it('keys no telephone has', async () => {
    const line = lineWithMenu();
    await line.call();
    for (const digits of ['', 'A', '１', ' 1', '1'.repeat(65)]) {
      expect(await codeOf(line.keys('contact-1', digits))).toBe('bad-keys');
    }
    expect(line.get('contact-1').state).toBe('in-progress');
  });

  it('a call that has ended', async () => {
    const line = lineWithMenu();
    await line.call();
    await line.hangup('contact-1');
    expect(await codeOf(line.keys('contact-1', '1'))).toBe('call-ended');
    expect(await codeOf(line.wait('contact-1'))).toBe('call-ended');
  });
});

describe('The line refuses at once', () => {
  const problemsOf = (...flows: Parameters<typeof lineOf>[0]) => {
    try {
      lineOf(flows);
    } catch (error) {
      return error instanceof FlowError ? error.problems.map(({ rule }) => rule) : error;
    }
    return [];
  };
  const withParameters = (parameters: Record<string, unknown>) =>
    build('Fn', 'Call', [
      action(
        'Call',
        'InvokeLambdaFunction',
        { LambdaFunctionARN: lambdaArn('Fn'), InvocationTimeLimitSeconds: '8', ...parameters },
        { next: BYE, onError: BYE },
      ),
    ]);

  it('what Connect would not publish', () => {
    const broken = { ...build('Menu', 'Ask', [ask, one]), StartAction: 'Nowhere' };
    expect(problemsOf(broken)).toStrictEqual(['start-missing']);
  });

  it('a flow with a token left, or that goes to a flow there is not', () => {
    expect(problemsOf(build('Go', 'Go', [transfer('Go', '{{flow:Other}}', BYE)]))).toStrictEqual([
      'unresolved-token',
      'unknown-flow',
    ]);
    expect(problemsOf(build('Go', 'Go', [transfer('Go', 'Other', BYE)]))).toStrictEqual(['unknown-flow']);
    expect(problemsOf(build('Go', 'Go', [transfer('Go', 'Go', BYE)]))).toStrictEqual([]);
  });

  it('what Connect has and it has not', () => {
    expect(problemsOf(withParameters({ InvocationType: 'ASYNCHRONOUS' }))).toStrictEqual(['unsupported']);
    expect(problemsOf(withParameters({ InvocationType: 'SYNCHRONOUS' }))).toStrictEqual([]);
  });
});

it('answers with a flow that was published after it was started', async () => {
  const line = lineWithMenu();
  line.published.set('Menu', build('Menu', 'One', [one]));
  expect((await line.call()).said).toStrictEqual(['One.', 'Goodbye.']);
});
