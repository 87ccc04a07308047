import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { core } from 'zod';
import { bodySchema, checkBrought } from '../../domain/envelope.ts';
import * as z from '../../domain/zod.ts';

const good = {
  stream: 'location/Manila',
  id: '01M8118B000000000000000001',
  at: '2026-11-22T00:00:00.000Z',
  actor: 'admin/admin-1',
  contactId: '9',
  step: '1',
};
const names = Object.keys(good) as (keyof typeof good)[];

/** The same by the schema of bodies, field by field. */
const { stream, id, at, actor, contactId, step } = bodySchema().shape;
const schema = z.strictObject({ stream, id, at, actor, contactId, step });

const isTaken = (brought: object): boolean => {
  try {
    checkBrought(brought as typeof good);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(core.$ZodError);
    return false;
  }
};

describe('what a command brings', () => {
  it('is taken when each is of its form', () => {
    expect(isTaken(good)).toBe(true);
  });

  it('is taken exactly when its schema takes it', () => {
    const value = fc.oneof(
      fc.constantFrom(...Object.values(good), 9, 1, null, undefined, ['9'], ''),
      fc.string(),
    );
    const change = fc.tuple(fc.constantFrom(...names, 'more', '__proto__'), value);
    fc.assert(
      fc.property(fc.array(change, { maxLength: 2 }), fc.subarray(names), (changes, kept) => {
        const brought = Object.fromEntries([
          ...Object.entries(good).filter(([name]) => changes.length > 0 || kept.includes(name as 'id')),
          ...changes,
        ]);
        expect(isTaken(brought)).toBe(schema.safeParse(brought).success);
      }),
      { numRuns: 500 },
    );
  });

  it.each(names)('is refused by its name: %s', (name) => {
    expect(() => checkBrought({ ...good, [name]: ' ' })).toThrow(`"${name}"`);
  });
});
