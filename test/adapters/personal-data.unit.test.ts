import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personalData } from '../../adapters/personal-data.ts';
import type { SubjectKeys } from '../../adapters/subject-keys.ts';
import type { FieldPosition } from '../../domain/emergency/ports.ts';

/** Gives every subject the one key, so that only what is bound into a text tells them apart. */
const key = randomBytes(32);
const oneKey: SubjectKeys = { find: async () => key, create: async () => key, remove: async () => {} };
const data = personalData(oneKey);

const place: FieldPosition = { stream: 'admin/1', seq: 1, id: '01KF', field: 'number' };
const NUMBER = '+6591110001';
const damaged =
  'The sealed number of admin/1 event 1 does not open with the key of a: it was changed, moved or cut.';

describe('sealed personal data', () => {
  it('keeps every text as it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (clear) => {
        expect(await data.decrypt('a', place, await data.encrypt('a', place, clear))).toBe(clear);
      }),
    );
  });

  it('shows nothing of the text, and never the same twice', async () => {
    const [one = '', other] = [
      await data.encrypt('a', place, NUMBER),
      await data.encrypt('a', place, NUMBER),
    ];
    expect(one).toMatch(/^v1\.[A-Za-z0-9_-]+$/);
    expect(one).not.toBe(other);
    expect(Buffer.from(one.slice(3), 'base64url').toString('latin1')).not.toContain('9111');
  });

  it.each<[string, string, FieldPosition]>([
    ['another subject', 'b', place],
    ['another stream', 'a', { ...place, stream: 'admin/2' }],
    ['another event', 'a', { ...place, seq: 2 }],
    ['another event id', 'a', { ...place, id: '01KG' }],
    ['another field', 'a', { ...place, field: 'name' }],
  ])('does not open when it was moved to %s', async (_, subject, elsewhere) => {
    const sealed = await data.encrypt('a', place, NUMBER);
    await expect(data.decrypt(subject, elsewhere, sealed)).rejects.toThrow('it was changed, moved or cut');
  });

  it('does not open with a single bit changed, nor cut short, nor lengthened, and says where it stands', async () => {
    const sealed = Buffer.from((await data.encrypt('a', place, NUMBER)).slice(3), 'base64url');
    const flipped = Array.from({ length: sealed.length * 8 }, (_, bit) => {
      const copy = Buffer.from(sealed);
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return copy;
    });
    const cut = Array.from({ length: sealed.length }, (_, length) => sealed.subarray(0, length));
    for (const bytes of [...flipped, ...cut, Buffer.concat([sealed, Buffer.alloc(1)])])
      await expect(data.decrypt('a', place, `v1.${bytes.toString('base64url')}`)).rejects.toThrow(damaged);
  });

  it.each(['', 'v1.', 'v2.AAAA', NUMBER])('does not open the text %j', async (sealed) => {
    await expect(data.decrypt('a', place, sealed)).rejects.toThrow(damaged);
  });
});
