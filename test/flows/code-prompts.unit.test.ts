import { expect, it } from 'vitest';
import { emergencyAuthentication } from '../../flows/emergency-authentication.ts';
import { shippedConfig } from '../kit/ports.ts';

const shipped = shippedConfig();
/** Text and time limit of each prompt for digits when a PIN may take `keypadSeconds`. */
const prompts = (kind: 'PIN' | 'Code', keypadSeconds: number) =>
  emergencyAuthentication({ ...shipped, pin: { ...shipped.pin, keypadSeconds } })
    .Actions.filter(({ Identifier }) => new RegExp(`^${kind} \\d( - retry)?$`).test(Identifier))
    .map(
      ({ Parameters = {} }) => [String(Parameters.Text), Number(Parameters.InputTimeLimitSeconds)] as const,
    );

it.each([
  [5, 45],
  [30, 45],
  [90, 90],
])(
  'with %i seconds for a PIN, a prompt for a code allows %i, as the next code may be 30 seconds away',
  (pin, code) => {
    expect(prompts('PIN', pin).map(([, seconds]) => seconds)).toStrictEqual([pin, pin, pin, pin, pin]);
    expect(prompts('Code', pin).map(([, seconds]) => seconds)).toStrictEqual([code, code, code, code, code]);
  },
);

it('an administrator is asked to wait for a new code, as the displayed one may be about to expire', () => {
  expect(prompts('Code', 30).map(([text]) => text)).toStrictEqual([
    'Please wait for your authenticator app to show a new code, then enter its 6 digits.',
    'Please wait for your authenticator app to show a new code, then enter its 6 digits.',
    'That code is incorrect or has expired. Please wait for the next code, then enter it.',
    'Please wait for your authenticator app to show a new code, then enter its 6 digits.',
    'That code is incorrect or has expired. Please wait for the next code, then enter it.',
  ]);
});
