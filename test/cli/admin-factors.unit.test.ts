import { encode } from 'uqr';
import { expect, it } from 'vitest';
import { newTotpSecret, otpauthUri } from '../../adapters/totp.ts';
import { totpInstructions } from '../../cli/admin-factors.ts';

const uri = otpauthUri(newTotpSecret(), 'Emergency line', 'night').reveal();

/** What each half of a printed letter shows: whether it is drawn. */
const HALVES: Record<string, [boolean, boolean]> = {
  ' ': [false, false],
  '▀': [true, false],
  '▄': [false, true],
  '█': [true, true],
};

it('an authenticator’s secret is printed as a URI, and as a QR code that says the same', () => {
  const printed = totpInstructions(uri);
  const lines = printed.split('\n');
  expect(lines.at(-1)).toBe(uri);
  const code = lines.filter((line) => /^[ ▀▄█]+$/.test(line));
  const drawn = code.flatMap((line) => {
    const halves = [...line].map((letter) => HALVES[letter] ?? [false, false]);
    return [halves.map(([upper]) => upper), halves.map(([, lower]) => lower)];
  });
  const { data, size } = encode(uri, { border: 2 });
  // A terminal is dark: what is light in the code is what is drawn.
  expect(drawn.slice(0, size)).toStrictEqual(data.map((row) => row.map((dark) => !dark)));
});
