import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compiledParse } from '../../adapters/compiled-schemas.ts';
import { checkedEvent } from '../../domain/emergency/events.ts';
import type { StoredEvent } from '../../domain/ledger/envelope.ts';
import { type Parse, parse } from '../../domain/ledger/parse.ts';
import * as z from '../../domain/zod.ts';
import { runs } from '../kit/sample.ts';

const FIXTURES = 'test/fixtures/events';

/** One body of every shape ever written. */
const bodies = readdirSync(FIXTURES).flatMap((kind) =>
  readdirSync(join(FIXTURES, kind)).map((file) => ({
    file,
    body: JSON.parse(readFileSync(join(FIXTURES, kind, file), 'utf8')).body as string,
  })),
);

/** What comes of a value; null when it is refused. */
const read = (value: unknown, by: Parse): StoredEvent | null => {
  try {
    return checkedEvent(value, by);
  } catch {
    return null;
  }
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Paths to all values within one. */
const paths = (value: unknown, path: string[] = []): string[][] => [
  path,
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, member]) => paths(member, [...path, key]))
    : []),
];

const withValue = (root: unknown, path: string[], put: unknown): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return put;
  if (Array.isArray(root) && !(key in root)) return [...root, put];
  const copy = (Array.isArray(root) ? [...root] : { ...(root as object) }) as Record<string, unknown>;
  const member = withValue(copy[key], rest, put);
  if (member === undefined) delete copy[key];
  else copy[key] = member;
  return copy;
};

const anything = fc.oneof(
  fc.jsonValue(),
  fc.constant(undefined),
  fc.constantFrom(0, -1, 1, 1.5, 3, 4, 8, 9, 2 ** 53, 1e300, '', 'x', '2026-13-99T99:99:99.999Z', [], {}),
  fc
    .integer({ min: 1, max: 1100 })
    .chain((length) => fc.constantFrom('x'.repeat(length), '😀'.repeat(length))),
);

describe('compiled schemas and zod', () => {
  it.each(bodies)('read $file alike', ({ body }) => {
    const event = read(JSON.parse(body), compiledParse);
    expect(event).not.toBeNull();
    expect(event).toStrictEqual(read(JSON.parse(body), parse));
  });

  it('agree on events with any value replaced, removed or added', () => {
    let taken = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...bodies),
        fc.nat(),
        anything,
        fc.boolean(),
        ({ body }, at, put, isNew) => {
          const event = JSON.parse(body);
          const all = paths(event);
          const path = all[at % all.length] ?? [];
          const value = withValue(event, isNew ? [...path, 'more'] : path, put);
          const expected = read(value, parse);
          taken += Number(expected !== null);
          expect(read(value, compiledParse)).toStrictEqual(expected);
        },
      ),
      { numRuns: 4000 },
    );
    expect(taken).toBeGreaterThan(50);
  });

  it('agree on events whose text was changed anywhere', () => {
    const odd = fc.constantFrom(
      '\\ud800',
      '1.0',
      '-0',
      '01',
      '1e3',
      'null',
      '{}',
      '"__proto__":1,',
      '"a":1,',
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...bodies),
        fc.nat(2000),
        fc.nat(3),
        fc.oneof(odd, fc.string({ unit: 'binary' })),
        ({ body }, where, cut, put) => {
          const at = where % body.length;
          const value = parsed(`${body.slice(0, at)}${put}${body.slice(at + cut)}`);
          expect(read(value, compiledParse)).toStrictEqual(read(value, parse));
        },
      ),
      { numRuns: runs(4000) },
    );
  });

  it('name the rejected value', () => {
    const schema = z.strictObject({ tries: z.whole(1, 3) });
    expect(() => compiledParse(schema, { tries: 4 })).toThrow('tries');
    expect(() => parse(schema, { tries: 4 })).toThrow('tries');
  });
});
