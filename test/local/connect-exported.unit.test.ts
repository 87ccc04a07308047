import { expect, it } from 'vitest';
import type { Flow } from '../../flows/language/flow.ts';
import { lintFlow, parseFlow } from '../../flows/lint.ts';
import { lintSecrets } from '../../flows/lint-secrets.ts';
import authentication from '../fixtures/flows/exported-authentication.json' with { type: 'json' };
import update from '../fixtures/flows/exported-update.json' with { type: 'json' };
import { INSTANCE, lineOf, NUMBER } from './line.ts';

/** Two flows in the style of the console's export: UUIDs, its metadata, mirrored branches, a missing Parameters. */
const UPDATE_ARN = `${INSTANCE}/contact-flow/5f0e6a52-7d5b-4d0c-9a55-0c2b7a3f9d11`;
const published = new Map<string, Flow>([
  ['authentication', parseFlow(authentication)],
  [UPDATE_ARN, parseFlow(update)],
]);
const PIN = '048213';
const board: Record<string, string> = { Manila: 'weather' };
const parameter = (event: unknown, name: string): string =>
  String(
    ['Details', 'Parameters', name].reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), event),
  );
const line = () =>
  lineOf(
    [],
    {
      OneTimePin: () => ({ status: 'SENT', pinLength: '6' }),
      VerifyPin: (event) => ({ status: parameter(event, 'entered') === PIN ? 'VERIFIED' : 'WRONG' }),
      CheckEmergency: (event) => {
        const EmergencyType = board[parameter(event, 'Center')];
        return EmergencyType ? { status: 'EMERGENCY', EmergencyType } : { status: 'NORMAL' };
      },
    },
    { flows: () => published, numbers: new Map([[NUMBER, 'authentication']]) },
  );

it.each([
  ['authentication', authentication],
  ['update', update],
])('the lint accepts the exported %s flow', (_, flow) => {
  expect(lintFlow(flow, { stage: 'published', flows: [UPDATE_ARN] })).toStrictEqual([]);
  expect(lintSecrets(parseFlow(flow))).toStrictEqual([]);
});

it('the exported flow admits an administrator with the PIN and reads out the state of two locations', async () => {
  const { call, keys, typed } = line();
  expect((await call()).said).toStrictEqual(['Please enter the PIN we sent you, then press the hash key.']);
  expect((await keys('contact-1', '111111')).said[0]).toBe('That is not right.');
  const menu = 'For Singapore press 1. For Manila press 2. To end the call press star.';
  expect((await keys('contact-1', `${PIN}#`)).said).toStrictEqual([menu]);
  expect((await keys('contact-1', '2')).said).toStrictEqual([
    'Manila is in an emergency of type weather.',
    menu,
  ]);
  expect((await keys('contact-1', '1')).said).toStrictEqual(['Singapore is in normal operation.', menu]);
  expect(await keys('contact-1', '*')).toStrictEqual({
    callId: 'contact-1',
    state: 'ended',
    said: ['Goodbye.'],
    waitingFor: null,
  });
  expect(typed('contact-1')).toStrictEqual(['••••••', '••••••', '2', '1', '*']);
});

it('the exported flow prompts for the PIN three times and no more', async () => {
  const { call, wait, keys, get } = line();
  await call();
  await wait('contact-1');
  await keys('contact-1', '1#');
  const last = await keys('contact-1', '2#');
  expect(last).toMatchObject({
    state: 'ended',
    said: ['That is not right.', 'We could not verify you. Goodbye.'],
  });
  expect(get('contact-1')).toMatchObject({ logging: 'Enabled', ivrRecording: 'Disabled' });
});
