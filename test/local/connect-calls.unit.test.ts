import { describe, expect, it } from 'vitest';
import { action, compare, invoke, logging, menu } from '../../flows/build.ts';
import { BYE, build, lambdaArn, lineOf } from './line.ts';
import { lineWithMenu, one } from './menu-line.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));
describe('a call', () => {
  it('has a readable transcript with times, while it lasts and afterwards', async () => {
    const line = lineWithMenu();
    await line.call();
    line.clock.now += 2_500;
    await line.keys('contact-1', '1');
    const voice = { language: 'en-US', voice: 'Joanna' };
    expect(line.get('contact-1')).toStrictEqual({
      callId: 'contact-1',
      state: 'ended',
      logging: 'Enabled',
      ivrRecording: 'Disabled',
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

  it('can be ended by its caller, for good', async () => {
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

  it('can be ended during a Lambda invocation, after which nothing is spoken', async () => {
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

  it('processes simultaneous requests one after the other', async () => {
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

  it('is independent of every other call', async () => {
    const line = lineWithMenu();
    await line.call();
    await line.call();
    await line.keys('contact-1', '1');
    expect(line.get('contact-2').state).toBe('in-progress');
  });

  it('in an infinite loop without an input ends with a message', async () => {
    const drafts = [
      compare('Here', '$.Channel', { is: { VOICE: 'There' }, otherwise: BYE }),
      compare('There', '$.Channel', { is: { VOICE: 'Here' }, otherwise: BYE }),
    ];
    const line = lineOf([build('Round', 'Here', drafts)]);
    expect(await line.call()).toMatchObject({
      state: 'ended',
      said: ['We are sorry, this line has a technical problem. Goodbye.'],
    });
    expect(line.get('contact-1').trace).toHaveLength(1_000);
    expect(line.trace('contact-1').at(-1)).toBe('There: 1000 actions without an input, the call ends');
  });

  it('may loop as often as the caller likes, even with 64 keys at once and 20 actions for each', async () => {
    const again = menu('Ask', 'Press 1.', { keys: { '1': '1' }, seconds: 5, otherwise: BYE });
    const between = Array.from({ length: 20 }, (_, index) =>
      logging(`${index + 1}`, 'Enabled', index === 19 ? 'Ask' : `${index + 2}`),
    );
    const line = lineOf([build('Again', 'Ask', [again, ...between])]);
    await line.call();
    expect(await line.keys('contact-1', '1'.repeat(64))).toHaveProperty('state', 'in-progress');
    expect(line.get('contact-1').trace).toHaveLength(64 * 21);
  });

  it('takes NextAction on an error without a branch, and the trace shows it', async () => {
    const conditions = [
      { operator: 'Equals' as const, operand: 'ContinueLooping', to: BYE },
      { operator: 'Equals' as const, operand: 'DoneLooping', to: BYE },
    ];
    const line = lineOf([
      build('Odd', 'Loop', [
        action('Loop', 'Loop', { LoopCount: '$.Attributes.n' }, { next: BYE, conditions }),
      ]),
    ]);
    expect(await line.call()).toMatchObject({ state: 'ended', said: ['Goodbye.'] });
    expect(line.trace('contact-1')[0]).toBe('Loop: NoMatchingError: LoopCount is not a number from 0 to 100');
  });

  it('stays readable until a thousand later calls have ended', async () => {
    const line = lineOf([build('Short', 'One', [one])]);
    for (let call = 0; call < 1_001; call += 1) await line.call();
    expect(() => line.get('contact-1')).toThrow('There is no call with that id');
    expect(line.get('contact-2').state).toBe('ended');
  });
});

it('the Connect engine runs a flow that was published after its start', async () => {
  const line = lineWithMenu();
  line.published.set('Menu', build('Menu', 'One', [one]));
  expect((await line.call()).said).toStrictEqual(['One.', 'Goodbye.']);
});
