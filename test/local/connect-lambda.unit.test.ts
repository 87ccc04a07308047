import { describe, expect, it } from 'vitest';
import { action, invoke, message } from '../../flows/build.ts';
import { failedLine, lineWith, speakReply } from './lambda-line.ts';
import { BYE, build, lambdaArn, lineOf } from './line.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a Lambda invocation', () => {
  it('returns strings that the flow reads', async () => {
    const line = lineWith(() => ({ status: 'SENT', left: undefined }));
    expect((await line.call()).said[0]).toBe('It says SENT.');
  });

  it.each([
    ['a number', { status: 3 }, 'the reply is not a flat map of strings, as STRING_MAP requires'],
    ['a boolean', { status: true }, 'the reply is not a flat map of strings, as STRING_MAP requires'],
    ['null', { status: null }, 'the reply is not a flat map of strings, as STRING_MAP requires'],
    [
      'something nested',
      { status: { a: 'b' } },
      'the reply is not a flat map of strings, as STRING_MAP requires',
    ],
    ['a list', ['SENT'], 'the reply is not a flat map of strings, as STRING_MAP requires'],
    ['a bare string', 'SENT', 'the reply is not a flat map of strings, as STRING_MAP requires'],
    ['nothing', undefined, 'the reply is not a flat map of strings, as STRING_MAP requires'],
    ['32 KB', { status: 'x'.repeat(32 * 1024) }, 'the reply is 32 KB or more'],
    ['what JSON cannot say', { status: 1n }, 'the reply is not JSON'],
  ])('takes the error branch for %s', async (_, reply, why) => {
    const line = lineWith(() => reply);
    expect((await line.call()).said[0]).toBe('It failed; it says "".');
    expect(line.trace('contact-1')[0]).toBe(`Call: NoMatchingError: ${why}`);
    expect(line.invoked).toHaveLength(1);
  });

  it('may return any JSON when the flow allows it', async () => {
    const json = action(
      'Call',
      'InvokeLambdaFunction',
      {
        LambdaFunctionARN: lambdaArn('Fn'),
        InvocationTimeLimitSeconds: '3',
        ResponseValidation: { ResponseType: 'JSON' },
      },
      { next: 'Tell', onError: 'Failed' },
    );
    const said = message('Tell', '$.External.a.b, $.External.list and $.External.a.no.', BYE);
    const line = lineOf([build('Json', 'Call', [json, said, failedLine])], {
      Fn: () => ({ a: { b: 7 }, list: [1] }),
    });
    expect((await line.call()).said[0]).toBe('7,  and .');
    expect(line.get('contact-1').trace[1]?.diagnostics).toStrictEqual([
      'unresolved-reference $.External.list',
      'unresolved-reference $.External.a.no',
    ]);
  });

  it('is retried after an error, three times at most', async () => {
    let tries = 0;
    const flaky = lineWith(() => {
      tries += 1;
      if (tries < 4) throw new Error('throttled');
      return { status: 'SENT' };
    });
    expect((await flaky.call()).said[0]).toBe('It says SENT.');
    expect(flaky.invoked).toHaveLength(4);

    const broken = lineWith(() => {
      throw new TypeError('the PIN 123456 is in this text');
    });
    expect((await broken.call()).said[0]).toBe('It failed; it says "".');
    expect(broken.invoked).toHaveLength(4);
    expect(broken.trace('contact-1')[0]).toBe('Call: NoMatchingError: the function failed with TypeError');
  });

  it('is not retried after its time limit', async () => {
    const line = lineWith(
      () => {
        line.clock.now += 5_000;
        throw new Error('slow and broken');
      },
      { seconds: 8 },
    );
    await line.call();
    expect(line.invoked.map(({ limitMs }) => limitMs)).toStrictEqual([8_000, 3_000]);
  });

  it('is abandoned after its time limit, and a later reply changes nothing', async () => {
    let answer = (_reply: unknown) => {};
    const line = lineWith(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
      { seconds: 3 },
    );
    const calling = line.call();
    await settle();
    expect(line.timers.size).toBe(1);
    line.fireTimers();
    expect((await calling).said).toStrictEqual(['It failed; it says "".', 'Goodbye.']);
    expect(line.trace('contact-1')[0]).toBe('Call: NoMatchingError: no reply within 3 s');
    answer({ status: 'SENT' });
    await settle();
    expect(line.get('contact-1').transcript).toHaveLength(2);
    expect(line.timers.size).toBe(0);
  });

  it('replaces all of $.External, and clears it on failure', async () => {
    const replies: unknown[] = [{ status: 'one', only: 'first' }, { status: 'two' }, 'no map'];
    const drafts = ['A', 'B', 'C'].flatMap((id, index) => [
      invoke(`Call ${id}`, lambdaArn('Fn'), { next: `Tell ${id}`, onError: `Tell ${id}` }),
      message(
        `Tell ${id}`,
        '$.External.status/$.External.only',
        index === 2 ? BYE : `Call ${['B', 'C'][index]}`,
      ),
    ]);
    const line = lineOf([build('Thrice', 'Call A', drafts)], { Fn: () => replies.shift() });
    expect((await line.call()).said).toStrictEqual(['one/first', 'two/', '/', 'Goodbye.']);
  });

  it('takes the error branch without a function', async () => {
    const unnamed = invoke('Call', '$.Attributes.fn', { next: 'Tell', onError: 'Failed' });
    const line = lineOf([build('Unnamed', 'Call', [unnamed, speakReply, failedLine])]);
    await line.call();
    expect(line.get('contact-1').trace[0]).toStrictEqual({
      flow: 'Unnamed',
      action: 'Call',
      type: 'InvokeLambdaFunction',
      result: 'NoMatchingError: there is no function to invoke',
      diagnostics: ['unresolved-reference $.Attributes.fn'],
    });
  });
});
