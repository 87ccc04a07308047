import { expect, it } from 'vitest';
import {
  compare,
  digits,
  flow,
  invoke,
  logging,
  menu,
  message,
  recording,
  transfer,
} from '../../flows/build.ts';
import { BYE, build, goodbye, lambdaArn, lineOf } from './line.ts';

const PIN = '480716';
const drafts = [
  menu('Choose', 'Press 1 for the PIN.', { keys: { '1': 'Stop logging' }, seconds: 5, otherwise: BYE }),
  logging('Stop logging', 'Disabled', 'Stop recording'),
  recording('Stop recording', 'Disabled', 'Ask PIN'),
  digits('Ask PIN', 'Enter the PIN.', { length: 6, seconds: 30, next: 'Verify', onError: 'Log' }),
  invoke('Verify', lambdaArn('VerifyPin'), {
    parameters: { entered: '$.StoredCustomerInput' },
    next: 'Compare',
    onError: 'Log',
  }),
  compare('Compare', '$.External.status', { is: { VERIFIED: 'Log' }, otherwise: 'Log' }),
  logging('Log', 'Enabled', 'Record'),
  recording('Record', 'Enabled', 'Go'),
  transfer('Go', 'Update', BYE),
];
const update = build('Update', 'Where?', [
  menu('Where?', 'Press 2.', { keys: { '2': BYE }, seconds: 5, otherwise: BYE }),
]);
const lineWith = (verify: () => unknown) =>
  lineOf([build('Authenticate', 'Choose', drafts), update], { VerifyPin: verify });

it('the transcript shows typed keys, except while flow logging is off', async () => {
  const line = lineWith(() => ({ status: 'VERIFIED' }));
  await line.call();
  await line.keys('contact-1', '1');
  await line.keys('contact-1', PIN);
  await line.keys('contact-1', '2');
  expect(line.typed('contact-1')).toStrictEqual(['1', '••••••', '2']);
  expect(line.trace('contact-1')).toStrictEqual([
    'Choose: Equals 1',
    'Stop logging: Success',
    'Stop recording: Success',
    'Ask PIN: Success',
    'Verify: Success',
    'Compare: Condition',
    'Log: Success',
    'Record: Success',
    'Go: Success',
    'Where?: Equals 2',
    'Say goodbye: Success',
    'Hang up: Success',
  ]);
  expect(line.invoked[0]).toHaveProperty('event.Details.Parameters', { entered: PIN });
});

it('the transcript hides how many digits were typed and in how many requests', async () => {
  const line = lineWith(() => ({}));
  await line.call();
  await line.keys('contact-1', '14');
  await line.keys('contact-1', '80*4');
  await line.wait('contact-1');
  expect(line.typed('contact-1')).toStrictEqual(['1', '••••••', '••••••']);
});

it('a call record contains no surplus or early digits', async () => {
  const late = build('Late', 'Choose', [
    menu('Choose', 'Press 1.', { keys: { '1': 'Wait' }, seconds: 5, otherwise: BYE }),
    message('Wait', 'We send you a PIN.', 'Stop logging'),
    ...drafts.slice(1),
  ]);
  const line = lineOf([late, update], { VerifyPin: () => ({}) });
  await line.call();
  await line.keys('contact-1', `1${PIN}`);
  await line.keys('contact-1', `${PIN}99#`);
  await line.hangup('contact-1');
  expect(JSON.stringify(line.get('contact-1'))).not.toMatch(/480716|99/u);
});

it('the trace omits why a Lambda failed while flow logging is off', async () => {
  const line = lineWith(() => {
    throw new Error(PIN);
  });
  await line.call();
  await line.keys('contact-1', `1${PIN}`);
  expect(line.trace('contact-1')[4]).toBe('Verify: NoMatchingError');
  expect(JSON.stringify(line.get('contact-1'))).not.toContain(PIN);
});

const unlogged = flow('Unlogged', 'A flow that sets nothing', 'Where?', [
  menu('Where?', 'Press 2.', { keys: { '2': BYE }, seconds: 5, otherwise: BYE }),
  ...goodbye,
]);

it('a call has logging and recording off until a block turns them on', async () => {
  const line = lineOf([unlogged]);
  await line.call();
  expect(line.get('contact-1')).toMatchObject({ logging: 'Disabled', ivrRecording: 'Disabled' });
  await line.keys('contact-1', '2');
  expect(line.typed('contact-1')).toStrictEqual(['••••••']);
  expect(line.trace('contact-1')[0]).toBe('Where?: Condition');
});

it('a call record reports logging and recording, which transfers do not change', async () => {
  const off = build('Off', 'Stop logging', [
    logging('Stop logging', 'Disabled', 'Stop recording'),
    recording('Stop recording', 'Disabled', 'Go'),
    transfer('Go', 'Unlogged', BYE),
  ]);
  const line = lineOf([off, unlogged]);
  await line.call();
  expect(line.get('contact-1')).toMatchObject({ logging: 'Disabled', ivrRecording: 'Disabled' });
  await line.keys('contact-1', '2');
  expect(line.typed('contact-1')).toStrictEqual(['••••••']);
});
