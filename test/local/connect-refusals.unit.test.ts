import { describe, expect, it } from 'vitest';
import { action, transfer } from '../../flows/build.ts';
import { isConnectError } from '../../local/connect/errors.ts';
import { ADMIN, BYE, build, lambdaArn, lineOf, NUMBER } from './line.ts';
import { ask, lineWithMenu, one } from './menu-line.ts';

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'nothing wrong',
    (error: unknown) => (isConnectError(error) ? error.code : error),
  );

describe('the Connect engine rejects', () => {
  it('a number that is not in use', async () => {
    expect(await codeOf(lineWithMenu().dial({ from: ADMIN, to: '+6568009999' }))).toBe('number-not-in-use');
  });

  it.each(['not a number', '+65 9111 0001', '+6591110001234567', '__proto__'])(
    'the caller number "%s"',
    async (from) => {
      const dialled = lineWithMenu().dial({ from, to: NUMBER });
      await expect(dialled).rejects.toThrow(
        'The caller must be an E.164 number such as +6591110001, or anonymous.',
      );
      expect(await codeOf(dialled)).toBe('bad-number');
    },
  );

  it('an unknown call', async () => {
    const line = lineWithMenu();
    expect(await codeOf(line.keys('contact-9', '1'))).toBe('unknown-call');
    expect(await codeOf(line.wait('__proto__'))).toBe('unknown-call');
    expect(await codeOf(line.hangup('contact-9'))).toBe('unknown-call');
  });

  it('keys that no telephone has', async () => {
    const line = lineWithMenu();
    await line.call();
    for (const digits of ['', 'A', '１', ' 1', '1'.repeat(65)]) {
      expect(await codeOf(line.keys('contact-1', digits))).toBe('bad-keys');
    }
    expect(line.get('contact-1').state).toBe('in-progress');
  });

  it('a request to an ended call', async () => {
    const line = lineWithMenu();
    await line.call();
    await line.hangup('contact-1');
    expect(await codeOf(line.keys('contact-1', '1'))).toBe('call-ended');
    expect(await codeOf(line.wait('contact-1'))).toBe('call-ended');
  });
});

describe('the Connect engine', () => {
  const refusalOf = (...flows: Parameters<typeof lineOf>[0]) =>
    lineOf(flows)
      .call()
      .then(
        () => 'nothing wrong',
        (error: unknown) => (isConnectError(error) && error.code === 'flow-refused' ? error.message : error),
      );
  const withParameters = (parameters: Record<string, unknown>) =>
    build('Fn', 'Call', [
      action(
        'Call',
        'InvokeLambdaFunction',
        { LambdaFunctionARN: lambdaArn('Fn'), InvocationTimeLimitSeconds: '8', ...parameters },
        { next: BYE, onError: BYE },
      ),
    ]);
  const broken = { ...build('Broken', 'Ask', [ask, one]), StartAction: 'Nowhere' };
  const unknown = build('Unknown', 'Show', [action('Show', 'ShowView', {}, { next: BYE, onError: BYE })]);

  it('refuses a call to a flow that Connect would not publish', async () => {
    expect(await refusalOf(broken)).toContain('[unknown-start]');
  });

  it('refuses a call to a flow with an unresolved token or an unknown transfer target', async () => {
    const unresolved = await refusalOf(build('Go', 'Go', [transfer('Go', '{{flow:Other}}', BYE)]));
    expect(unresolved).toContain('[unresolved-token]');
    expect(unresolved).toContain('[unknown-flow]');
    expect(await refusalOf(build('Go', 'Go', [transfer('Go', 'Other', BYE)]))).toContain('[unknown-flow]');
  });

  it('refuses a call to a flow with an unsupported action', async () => {
    expect(await refusalOf(withParameters({ InvocationType: 'ASYNCHRONOUS' }))).toBe(
      'Fn cannot run here: the engine does not support InvokeLambdaFunction with InvocationType ASYNCHRONOUS, which "Call" uses',
    );
    expect(await refusalOf(withParameters({ InvocationType: 'SYNCHRONOUS' }))).toBe('nothing wrong');
    expect(await refusalOf(unknown)).toBe(
      'Unknown cannot run here: the engine does not support ShowView, which "Show" uses',
    );
  });

  it('runs a valid flow when others are broken', async () => {
    const line = lineOf([build('Menu', 'Ask', [ask, one]), broken, unknown]);
    expect((await line.call()).said).toStrictEqual(['Press 1.']);
  });

  it.each(['Broken', 'Unknown'])('takes the error branch of a transfer to the flow %s', async (target) => {
    const line = lineOf([build('Go', 'Go', [transfer('Go', target, BYE)]), broken, unknown]);
    expect((await line.call()).said).toStrictEqual(['Goodbye.']);
    const named = target === 'Broken' ? 'Amazon Connect would refuse Broken' : target;
    expect(line.trace('contact-1')[0]).toMatch(new RegExp(`^Go: NoMatchingError: ${named}`, 'u'));
  });
});
