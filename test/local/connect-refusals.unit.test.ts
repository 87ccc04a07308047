import { describe, expect, it } from 'vitest';
import { action, transfer } from '../../flows/build.ts';
import { FlowError } from '../../flows/language/problem.ts';
import { isConnectError } from '../../local/connect/errors.ts';
import { ADMIN, BYE, build, lambdaArn, lineOf, NUMBER } from './line.ts';
import { ask, lineWithMenu, one } from './menu-line.ts';

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'nothing wrong',
    (error: unknown) => (isConnectError(error) ? error.code : error),
  );

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
