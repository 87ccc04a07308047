import { encode } from 'uqr';
import { expect, it } from 'vitest';
import { newTotpSecret, otpauthUri } from '../../adapters/totp.ts';
import { totpInstructions } from '../../cli/admin-factors.ts';

const uri = otpauthUri(newTotpSecret(), 'Emergency line', 'night').reveal();

/** Whether the upper and the lower half of a printed character are drawn. */
const HALVES: Record<string, [boolean, boolean]> = {
  ' ': [false, false],
  '▀': [true, false],
  '▄': [false, true],
  '█': [true, true],
};

it('an authenticator’s secret is printed as a URI and as a QR code of the same URI', () => {
  const printed = totpInstructions(uri);
  const lines = printed.split('\n');
  expect(lines.at(-1)).toBe(uri);
  const code = lines.filter((line) => /^[ ▀▄█]+$/.test(line));
  const drawn = code.flatMap((line) => {
    const halves = [...line].map((letter) => HALVES[letter] ?? [false, false]);
    return [halves.map(([upper]) => upper), halves.map(([, lower]) => lower)];
  });
  const { data, size } = encode(uri, { border: 2 });
  // The terminal is dark, so the light modules of the code are drawn.
  expect(drawn.slice(0, size)).toStrictEqual(data.map((row) => row.map((dark) => !dark)));
});
