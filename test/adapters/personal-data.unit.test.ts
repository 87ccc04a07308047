import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personalData } from '../../adapters/personal-data.ts';
import type { SubjectKeys } from '../../adapters/subject-keys.ts';
import type { FieldPosition } from '../../domain/emergency/ports.ts';

/** One key for every subject, so that only the additional data differ. */
const key = randomBytes(32);
const oneKey: SubjectKeys = { find: async () => key, create: async () => key, remove: async () => {} };
const data = personalData(oneKey);

const position: FieldPosition = { stream: 'admin/1', seq: 1, id: '01KF', field: 'number' };
const NUMBER = '+6591110001';
const damaged =
  'The encrypted number of admin/1 event 1 fails authentication with the key of a: it was changed, moved or truncated.';

describe('encrypted personal data', () => {
  it('decrypts to the original text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (clear) => {
        expect(await data.decrypt('a', position, await data.encrypt('a', position, clear))).toBe(clear);
      }),
    );
  });

  it('reveals nothing of the text and differs each time', async () => {
    const [one = '', other] = [
      await data.encrypt('a', position, NUMBER),
      await data.encrypt('a', position, NUMBER),
    ];
    expect(one).toMatch(/^v1\.[A-Za-z0-9_-]+$/);
    expect(one).not.toBe(other);
    expect(Buffer.from(one.slice(3), 'base64url').toString('latin1')).not.toContain('9111');
  });

  it.each<[string, string, FieldPosition]>([
    ['another subject', 'b', position],
    ['another stream', 'a', { ...position, stream: 'admin/2' }],
    ['another event', 'a', { ...position, seq: 2 }],
    ['another event id', 'a', { ...position, id: '01KG' }],
    ['another field', 'a', { ...position, field: 'name' }],
  ])('fails authentication after it is moved to %s', async (_, subject, elsewhere) => {
    const ciphertext = await data.encrypt('a', position, NUMBER);
    await expect(data.decrypt(subject, elsewhere, ciphertext)).rejects.toThrow(
      'it was changed, moved or truncated',
    );
  });

  it('fails authentication with one bit changed, shortened or lengthened, and the error names its position', async () => {
    const ciphertext = Buffer.from((await data.encrypt('a', position, NUMBER)).slice(3), 'base64url');
    const flipped = Array.from({ length: ciphertext.length * 8 }, (_, bit) => {
      const copy = Buffer.from(ciphertext);
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return copy;
    });
    const cut = Array.from({ length: ciphertext.length }, (_, length) => ciphertext.subarray(0, length));
    for (const bytes of [...flipped, ...cut, Buffer.concat([ciphertext, Buffer.alloc(1)])])
      await expect(data.decrypt('a', position, `v1.${bytes.toString('base64url')}`)).rejects.toThrow(damaged);
  });

  it.each(['', 'v1.', 'v2.AAAA', NUMBER])('rejects the ciphertext %j', async (ciphertext) => {
    await expect(data.decrypt('a', position, ciphertext)).rejects.toThrow(damaged);
  });
});
