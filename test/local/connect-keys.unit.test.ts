import { describe, expect, it } from 'vitest';
import {
  action,
  compare,
  digits,
  invoke,
  menu,
  message,
  setAttributes,
  transfer,
} from '../../flows/build.ts';
import { BYE, build, lambdaArn, lineOf } from './line.ts';

const ask = (id: string, next: string, dtmf?: Record<string, string>) =>
  action(
    id,
    'GetParticipantInput',
    {
      Text: 'Enter it.',
      StoreInput: 'True',
      InputTimeLimitSeconds: '30',
      InputValidation: { CustomValidation: { MaximumLength: '4' } },
      ...(dtmf ? { DTMFConfiguration: dtmf } : {}),
    },
    { next, onError: BYE },
  );
const storeLine = (dtmf?: Record<string, string>) =>
  lineOf([
    build('Store', 'Ask', [
      ask('Ask', 'Tell', dtmf),
      message('Tell', 'You typed $.StoredCustomerInput.', BYE),
    ]),
  ]);

describe('digits', () => {
  it.each([
    ['as many as allowed', '1234', '1234'],
    ['ended by the terminator, which is not part of them', '12#', '12'],
    ['begun anew by the cancel key', '99*12#', '12'],
    ['none but the terminator', '#', ''],
    ['no longer than there may be', '123456', '1234'],
  ])('are stored: %s', async (_, typed, stored) => {
    const line = storeLine();
    await line.call();
    expect((await line.keys('contact-1', typed)).said[0]).toBe(`You typed ${stored}.`);
  });

  it('time out after InputTimeLimitSeconds before the first digit, then after five seconds', async () => {
    const line = storeLine();
    expect((await line.call()).waitingFor).toStrictEqual({
      kind: 'digits',
      maximumLength: 4,
      terminator: '#',
      timeoutSeconds: 30,
    });
    expect((await line.keys('contact-1', '12')).waitingFor).toStrictEqual({
      kind: 'digits',
      maximumLength: 4,
      terminator: '#',
      timeoutSeconds: 5,
    });
    expect((await line.keys('contact-1', '*')).waitingFor).toHaveProperty('timeoutSeconds', 30);
  });

  it('typed in two requests are one input', async () => {
    const line = storeLine();
    await line.call();
    await line.keys('contact-1', '12');
    expect((await line.keys('contact-1', '34')).said[0]).toBe('You typed 1234.');
  });

  it('are stored as typed so far when the caller stops early', async () => {
    const line = storeLine({ InterdigitTimeLimitSeconds: '9' });
    await line.call();
    expect((await line.keys('contact-1', '12')).waitingFor).toHaveProperty('timeoutSeconds', 9);
    expect((await line.wait('contact-1')).said[0]).toBe('You typed 12.');
  });

  it('take the success branch with the value Timeout when none is typed', async () => {
    const line = storeLine();
    await line.call();
    expect((await line.wait('contact-1')).said[0]).toBe('You typed Timeout.');
    expect(line.trace('contact-1')[0]).toBe('Ask: Timeout');
  });

  it('take the value Timeout when cancelled and not typed again', async () => {
    const line = storeLine();
    await line.call();
    await line.keys('contact-1', '12*');
    expect((await line.wait('contact-1')).said[0]).toBe('You typed Timeout.');
  });

  it('may have another terminator, and may contain a star that does not cancel', async () => {
    const line = storeLine({ InputTerminationSequence: '**', DisableCancelKey: 'True' });
    await line.call();
    expect((await line.keys('contact-1', '1**')).said[0]).toBe('You typed 1.');
    await line.call();
    expect((await line.keys('contact-2', '1*#2')).said[0]).toBe('You typed 1*#2.');
  });

  it('that are not a valid phone number take their own branch', async () => {
    const phone = action(
      'Ask',
      'GetParticipantInput',
      {
        Text: 'Enter your number.',
        StoreInput: 'True',
        InputTimeLimitSeconds: '10',
        InputValidation: { PhoneNumberValidation: { NumberFormat: 'Local', CountryCode: 'SG' } },
      },
      { next: 'Tell', errors: { InvalidPhoneNumber: 'Wrong' }, onError: BYE },
    );
    const line = lineOf([
      build('Phone', 'Ask', [
        phone,
        message('Tell', 'Thank you.', BYE),
        message('Wrong', 'That is no number.', BYE),
      ]),
    ]);
    await line.call();
    expect((await line.keys('contact-1', '12#')).said[0]).toBe('That is no number.');
  });

  it.each([
    ['Local', 'SG', '91110001#', '+6591110001'],
    ['Local', 'GB', '02079460958#', '+442079460958'],
    ['Local', 'US', '12065550100#', '+12065550100'],
    ['E164', 'SG', '6591110001#', '+6591110001'],
    ['E164', undefined, '442079460958#', '+442079460958'],
    ['Local', 'SG', '02079460958#', 'wrong'],
    ['E164', 'SG', '91110001#', 'wrong'],
  ])(
    'are stored as a phone number in E.164, %s of %s: %s',
    async (NumberFormat, CountryCode, typed, stored) => {
      const phone = action(
        'Ask',
        'GetParticipantInput',
        {
          Text: 'Enter your number.',
          StoreInput: 'True',
          InputTimeLimitSeconds: '10',
          InputValidation: {
            PhoneNumberValidation: { NumberFormat, ...(CountryCode ? { CountryCode } : {}) },
          },
        },
        { next: 'Tell', errors: { InvalidPhoneNumber: 'Wrong' }, onError: BYE },
      );
      const drafts = [phone, message('Tell', '$.StoredCustomerInput', BYE), message('Wrong', 'wrong', BYE)];
      const line = lineOf([build('Phone', 'Ask', drafts)]);
      await line.call();
      expect((await line.keys('contact-1', typed)).said[0]).toBe(stored);
    },
  );
});

describe('keys beyond one input', () => {
  const second = menu('Second', 'Press 2.', { keys: { '2': 'Two' }, seconds: 5, otherwise: BYE });
  const two = message('Two', 'Two it is.', BYE);
  const first = (next: string) =>
    menu('First', 'Press 1.', { keys: { '1': next }, seconds: 5, otherwise: BYE });

  it('reach the next input when no action in between takes time', async () => {
    const set = setAttributes('Set', { Center: 'Manila' }, { next: 'Look', onError: BYE });
    const look = compare('Look', '$.Attributes.Center', { is: { Manila: 'Second' }, otherwise: BYE });
    const line = lineOf([build('Quick', 'First', [first('Set'), set, look, second, two])]);
    await line.call();
    expect((await line.keys('contact-1', '12')).said).toStrictEqual(['Press 2.', 'Two it is.', 'Goodbye.']);
    expect(line.typed('contact-1')).toStrictEqual(['1', '2']);
  });

  it.each([
    ['a prompt', message('Between', 'One moment.', 'Second')],
    ['a Lambda', invoke('Between', lambdaArn('Slow'), { next: 'Second', onError: BYE })],
  ])('are lost during %s', async (_, between) => {
    const line = lineOf([build('Slow', 'First', [first('Between'), between, second, two])], {
      Slow: () => ({}),
    });
    await line.call();
    const after = await line.keys('contact-1', '12');
    expect(after.waitingFor).toStrictEqual({ kind: 'menu', keys: ['2'], timeoutSeconds: 5 });
    expect(line.get('contact-1').trace[1]?.diagnostics).toStrictEqual(['keys-not-heard']);
    expect(line.typed('contact-1')).toStrictEqual(['1']);
  });

  it('are lost during a transfer to another flow', async () => {
    const go = transfer('Go', 'Other', BYE);
    const line = lineOf([build('One', 'First', [first('Go'), go]), build('Other', 'Second', [second, two])]);
    await line.call();
    expect((await line.keys('contact-1', '12')).waitingFor).toHaveProperty('keys', ['2']);
  });

  it('do not end the next digits: the # after a full PIN is lost during the Lambda that verifies it', async () => {
    const line = lineOf(
      [
        build('Pin', 'Ask', [
          digits('Ask', 'Enter the PIN.', { length: 4, seconds: 30, next: 'Check', onError: BYE }),
          invoke('Check', lambdaArn('Check'), { next: 'Again', onError: BYE }),
          ask('Again', BYE),
        ]),
      ],
      { Check: () => ({ status: 'WRONG' }) },
    );
    await line.call();
    expect((await line.keys('contact-1', '1234#')).waitingFor).toHaveProperty('kind', 'digits');
  });
});
