import { describe, expect, it } from 'vitest';
import { menu, message } from '../../flows/build.ts';
import { BYE, build, lineOf } from './line.ts';

const askMenu = menu('Ask', 'Press 1 or star.', {
  keys: { '1': 'One', '*': 'Star' },
  seconds: 7,
  otherwise: 'Other',
  silence: 'Silence',
});
const answers = ['One', 'Star', 'Other', 'Silence'].map((name) => message(name, `You chose ${name}.`, BYE));
const menuLine = () => lineOf([build('Menu', 'Ask', [askMenu, ...answers])]);

describe('a menu', () => {
  it('is spoken and then waits for a key', async () => {
    const call = await menuLine().call();
    expect(call).toStrictEqual({
      callId: 'contact-1',
      state: 'in-progress',
      said: ['Press 1 or star.'],
      waitingFor: { kind: 'menu', keys: ['1', '*'], timeoutSeconds: 7 },
    });
  });

  it.each([
    ['1', 'One', 'Equals 1'],
    ['*', 'Star', 'Equals *'],
    ['9', 'Other', 'NoMatchingCondition'],
    ['#', 'Other', 'NoMatchingCondition'],
  ])('maps the key %s to %s', async (key, answer, result) => {
    const line = menuLine();
    await line.call();
    const after = await line.keys('contact-1', key);
    expect(after).toStrictEqual({
      callId: 'contact-1',
      state: 'ended',
      said: [`You chose ${answer}.`, 'Goodbye.'],
      waitingFor: null,
    });
    expect(line.trace('contact-1')[0]).toBe(`Ask: ${result}`);
  });

  it('has a branch for silence', async () => {
    const line = menuLine();
    await line.call();
    expect((await line.wait('contact-1')).said[0]).toBe('You chose Silence.');
    expect(line.trace('contact-1')[0]).toBe('Ask: InputTimeLimitExceeded');
  });
});
