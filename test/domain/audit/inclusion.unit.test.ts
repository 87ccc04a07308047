import { expect, it } from 'vitest';
import { inclusionProof } from '../../../domain/ledger/audit/inclusion.ts';
import { linesOf, signedLog, TRUSTED } from '../../kit/signed-log.ts';
import { checkInclusion } from './check-inclusion.ts';

const made = async (index: number, turn = false) => {
  const log = await signedLog(20, [20]);
  const note = log.files[0]?.note ?? '';
  const proof = inclusionProof(TRUSTED, index, 20, note);
  for (const line of turn ? linesOf(log).toReversed() : linesOf(log)) proof.line(line);
  return { log, note, proof: proof.end() };
};

it('an inclusion proof has the C2SP format: index, hashes, and the signed checkpoint', async () => {
  const { proof, note } = await made(7);
  const [first, index, ...rest] = proof.split('\n');
  expect([first, index]).toEqual(['c2sp.org/tlog-proof@v1', 'index 7']);
  expect(rest.indexOf('')).toBe(5);
  expect(proof.endsWith(`\n\n${note}`)).toBe(true);
});

it('an inclusion proof proves its event and no other, whatever the order of the export', async () => {
  for (const index of [0, 7, 16, 19]) {
    const { log, proof } = await made(index, index === 7);
    for (const [other, { body }] of log.items.entries())
      expect(await checkInclusion(TRUSTED, proof, body)).toBe(other === index);
  }
});

it.each([
  ['another index', (proof: string) => proof.replace('index 7', 'index 8')],
  ['a hash less', (proof: string) => proof.replace(/index 7\n.*\n/, 'index 7\n')],
  ['another kind of proof', (proof: string) => proof.replace('@v1', '@v2')],
  ['another size', (proof: string) => proof.replace('\n20\n', '\n21\n')],
  ['no checkpoint', (proof: string) => proof.slice(0, proof.indexOf('\n\n'))],
])('an inclusion proof is invalid with %s', async (_, change) => {
  const { log, proof } = await made(7);
  expect(await checkInclusion(TRUSTED, change(proof), log.items[7]?.body ?? '')).toBe(false);
});

it('an inclusion proof cannot be built for a leaf that no checkpoint covers', () => {
  expect(() => inclusionProof(TRUSTED, 20, 20, '')).toThrow(RangeError);
});
