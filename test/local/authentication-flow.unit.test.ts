import { describe, expect, it } from 'vitest';
import { hangUp, message } from '../../flows/build.ts';
import { emergencyAuthentication } from '../../flows/emergency-authentication.ts';
import { shippedConfig } from '../kit/ports.ts';
import { build, lineOf } from './line.ts';

const sent = { status: 'SENT', pinLength: '6', waitSeconds: 'none' };
const enterCode = { status: 'ENTER_CODE', pinLength: '6', waitSeconds: 'none' };

/** The shipped flow with functions that give these replies in turn; the Update flow says that it was reached. */
const lineWith = (replies: { OneTimePin: object[]; VerifyPin: object[] }) => {
  const text = JSON.stringify(emergencyAuthentication(shippedConfig()));
  const resolved = text
    .replaceAll('{{lambda:OneTimePin}}', 'arn:aws:lambda:ap-southeast-1:111122223333:function:OneTimePin')
    .replaceAll('{{lambda:VerifyPin}}', 'arn:aws:lambda:ap-southeast-1:111122223333:function:VerifyPin')
    .replaceAll('{{flow:Emergency_Update}}', 'Emergency_Update');
  const update = build('Emergency_Update', 'Menu', [
    message('Menu', 'You may change it.', 'End'),
    hangUp('End'),
  ]);
  return lineOf([JSON.parse(resolved), update], {
    OneTimePin: () => replies.OneTimePin.shift(),
    VerifyPin: () => replies.VerifyPin.shift(),
  });
};

describe('the administrators’ flow', () => {
  it.each([
    [{}, []],
    [
      { failedAttempts: '1' },
      ['There was one failed attempt since your last call. If that was not you, please report it.'],
    ],
    [
      { failedAttempts: '3' },
      ['There were 3 failed attempts since your last call. If that was not you, please report it.'],
    ],
  ])('says of a verified call with %o how many attempts failed since the last one', async (told, spoken) => {
    const line = lineWith({
      OneTimePin: [enterCode],
      VerifyPin: [{ status: 'VERIFIED', triesLeft: 'none', ...told }],
    });
    await line.call();
    const { said } = await line.keys('contact-1', '123456');
    expect(said).toStrictEqual([...spoken, 'You may change it.']);
  });

  it('asks for a PIN as well after a code that no longer suffices alone', async () => {
    const line = lineWith({
      OneTimePin: [enterCode, sent],
      VerifyPin: [
        { status: 'ENTER_PIN', triesLeft: 'none' },
        { status: 'WRONG', triesLeft: '2' },
        { status: 'VERIFIED', triesLeft: 'none' },
      ],
    });
    await line.call();
    expect((await line.keys('contact-1', '123456')).said).toStrictEqual([
      'Your code is correct. Because of many wrong entries, a PIN is needed as well. We have sent it to your mobile phone. Please enter its 6 digits.',
    ]);
    await line.keys('contact-1', '111111');
    expect((await line.keys('contact-1', '222222')).said).toStrictEqual(['You may change it.']);
  });
});
