import fc from 'fast-check';
import equal from 'fast-deep-equal';
import { expect, it } from 'vitest';
import { sameJson } from '../../domain/ledger/same-json.ts';

const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Few keys and values, so that two of them are often nearly the same; `__proto__` and what every object inherits among them. */
const near = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, 0, 1, '', 'a'),
    fc.array(tie('value'), { maxLength: 2 }),
    fc
      .array(fc.tuple(fc.constantFrom('a', 'b', '__proto__', 'constructor', 'length'), tie('value')), {
        maxLength: 2,
      })
      .map((members) =>
        JSON.parse(`{${members.map(([key, value]) => `"${key}":${JSON.stringify(value)}`)}}`),
      ),
  ),
})).value;

it('two values of JSON are the same exactly when a general comparison says so', () => {
  fc.assert(
    fc.property(near, near, (one, other) => {
      expect(sameJson(one, other)).toBe(equal(one, other));
      expect(sameJson(one, copy(one))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

it('an inherited value stands in for no recorded one', () => {
  const forged = JSON.parse('{"__proto__":{}}');
  expect(sameJson(forged, { a: {} })).toBe(false);
  expect(sameJson({ a: {} }, forged)).toBe(false);
  expect(sameJson(forged, JSON.parse('{"__proto__":{}}'))).toBe(true);
});
