import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { canonical, isCanonical } from '../../domain/ledger/canonical-json.ts';

const TEST_DATA = readFileSync('test/fixtures/jcs/testdata.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) =>
    z.strictObject({ name: z.string(), input: z.string(), output: z.string() }).parse(JSON.parse(line)),
  );

describe('canonical JSON', () => {
  it('sorts keys by their UTF-16 units, at every depth (RFC 8785 3.2.3)', () => {
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonical({ z: keys, a: [keys] })).toBe(`{"a":[${SORTED}],"z":${SORTED}}`);
  });

  it('escapes only what must be escaped, in the shortest form (RFC 8785 3.2.2.2)', () => {
    expect(canonical('\u20ac$\u000f\nA\'\u0042"\\\u007f\u2028</script>')).toBe(
      '"\u20ac$\\u000f\\nA\'B\\"\\\\\u007f\u2028</script>"',
    );
  });

  it('does not normalize letters', () => {
    expect(canonical('\u00e9')).not.toBe(canonical('e\u0301'));
  });

  it('is the same whatever the order of the members', () => {
    expect(canonical({ b: [1, { d: 1, c: null }], a: true })).toBe('{"a":true,"b":[1,{"c":null,"d":1}]}');
    expect(canonical({ a: true, b: [1, { c: null, d: 1 }] })).toBe('{"a":true,"b":[1,{"c":null,"d":1}]}');
  });

  it('is the same for keys in order, which JSON.stringify writes, and for keys in reverse', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      const members = Object.entries(value).map(([key, member]) => [key, reversed(member)] as const);
      return Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? 1 : -1)));
    };
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        fc.string({ unit: 'grapheme' }),
        fc.maxSafeInteger(),
        tie('list'),
        tie('record'),
      ),
      list: fc.array(tie('tree')),
      record: fc.dictionary(fc.string({ unit: 'grapheme' }), tie('tree'), { noNullPrototype: true }),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const text = canonical(value);
        expect(canonical(reversed(value))).toBe(text);
        expect(canonical(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('serializes whole numbers that are exact', () => {
    expect(canonical([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0])).toBe(
      '[9007199254740991,-9007199254740991,0]',
    );
  });

  it.each(TEST_DATA.filter(({ name }) => name !== 'values'))(
    'writes $name as in the test data of RFC 8785',
    ({ input, output }) => {
      expect(canonical(JSON.parse(input))).toBe(output);
      expect(isCanonical(output, JSON.parse(output))).toBe(true);
    },
  );

  it('refuses fractions, which one text of the test data has', () => {
    const [values] = TEST_DATA.filter(({ name }) => name === 'values');
    expect(() => canonical(JSON.parse(values?.input ?? ''))).toThrow('body.numbers.0 has no exact JSON');
  });

  it.each([
    ['undefined', undefined],
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['negative zero', -0],
    ['a fraction', 1.5],
    ['a number too large to be exact', 2 ** 53],
    ['a big integer', 1n],
    ['a date', new Date(0)],
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['a map', new Map()],
    ['an object that writes itself', Object.create({ toJSON: () => 'other' })],
  ])('refuses %s, and names the path', (_, value) => {
    const refusal = 'body.data.tries.0 has no exact JSON';
    expect(() => canonical({ data: { tries: [value] } })).toThrow(refusal);
  });

  it('refuses a hole in an array', () => {
    expect(() => canonical(new Array(1))).toThrow('body.0 has no exact JSON');
  });

  it('refuses half a surrogate pair, in a text or a key', () => {
    expect(() => canonical({ text: '\ud83d' })).toThrow('surrogate');
    expect(() => canonical({ '\ude00': 1 })).toThrow('surrogate');
  });
});

const SORTED = '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}';

it.each([
  ['{"a":[1,{"b":null}],"c":"é"}', true],
  ['{"c":"é","a":[1,{"b":null}]}', false],
  ['{"a":[1,{"b":null}],"c":"é" }', false],
  ['{"a":1,"a":1}', false],
  ['{"10":1,"9":2}', true],
  ['{"9":2,"10":1}', false],
  ['[1.0]', false],
  ['[-0]', false],
  ['["\\u0041"]', false],
  ['["\\ud83d"]', false],
])('the text %s is the canonical JSON of its value: %s', (text, expected) => {
  expect(isCanonical(text, JSON.parse(text))).toBe(expected);
});
