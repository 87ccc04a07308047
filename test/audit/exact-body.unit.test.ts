import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactBodies } from '../../domain/audit/exact-body.ts';
import { isCanonical } from '../../domain/chain.ts';
import type { Body } from '../../domain/envelope.ts';
import { checkedEvent, definitionOf } from '../../domain/events/catalogue.ts';
import { randomLog } from './random-logs.ts';
import { auditLines, linesOf, type sealedLog } from './sealed-log.ts';

const FIXTURES = 'test/fixtures/events';
const exact = { admin: exactBodies('admin'), location: exactBodies('location'), call: exactBodies('call') };
type Kind = keyof typeof exact;

/** Every shape ever written, one body each. */
const bodies = (Object.keys(exact) as Kind[]).flatMap((kind) =>
  readdirSync(join(FIXTURES, kind)).map((file) => ({
    kind,
    file,
    body: JSON.parse(readFileSync(join(FIXTURES, kind, file), 'utf8')).body as string,
  })),
);

/** What JSON.parse and the schemas say of a text, the long way. */
const isEvent = (text: string, event: Body): boolean => {
  try {
    checkedEvent(JSON.parse(text));
    return isCanonical(text, event);
  } catch {
    return false;
  }
};

const judged = (kind: Kind, text: string) => {
  try {
    const event = JSON.parse(text) as Body;
    return { short: exact[kind](text, event), long: isEvent(text, event) };
  } catch {
    return { short: false, long: false };
  }
};

describe('the short way to know an event', () => {
  it.each(bodies)('takes $file when it is of the present shape', ({ kind, body }) => {
    const event = JSON.parse(body) as Body;
    expect(exact[kind](body, event)).toBe(event.schema === definitionOf(event).version);
  });

  it('takes nothing that the long way would refuse, whatever is put into a body', () => {
    const odd = fc.constantFrom(
      '"',
      '\\',
      '\\u0041',
      '\\ud800',
      '\ud800',
      '1.0',
      '-0',
      '01',
      '1e3',
      ' ',
      '\n',
      'null',
      '{}',
      ',',
      'é',
      '😀',
      '\u2028',
      '\u0000',
      '"a":1,',
      '9007199254740993',
    );
    let taken = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...bodies),
        fc.nat(2000),
        fc.nat(3),
        fc.oneof(odd, fc.string()),
        ({ kind, body }, where, cut, put) => {
          const at = where % body.length;
          const { short, long } = judged(kind, `${body.slice(0, at)}${put}${body.slice(at + cut)}`);
          taken += Number(short);
          if (short) expect(long).toBe(true);
        },
      ),
      { numRuns: 4000 },
    );
    expect(taken).toBeGreaterThan(50);
  });

  it('takes messages in several languages in their order, and in no other', () => {
    const [set] = bodies.filter(({ file }) => file.startsWith('EmergencySet.v2'));
    const body = set?.body ?? '';
    const told = (messages: string) =>
      judged('location', body.replace(/"messages":\{.*?\}/, `"messages":${messages}`));
    expect(told('{"en-US":"Closed.","fil-PH":"Sarado."}')).toEqual({ short: true, long: true });
    expect(told('{"fil-PH":"Sarado.","en-US":"Closed."}')).toEqual({ short: false, long: false });
    expect(told('{"en-US":"Closed.","en-US":"Closed."}')).toEqual({ short: false, long: false });
  });
});

describe('an export read the short way and the long way', () => {
  /** Bodies as JSON strings are looked at part by part. */
  const longLines = (log: Awaited<ReturnType<typeof sealedLog>>) =>
    linesOf(log).map((line, index) => {
      const item = log.items[Math.floor(index / 2)];
      return index % 2 === 0 && item ? JSON.stringify(item) : line;
    });

  it('is judged the same, tampered with or not', async () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const { log, done } = await randomLog(seed);
      if (log.items.length !== log.leaves.length) continue;
      const short = await auditLines(linesOf(log), log.files);
      const long = await auditLines(longLines(log), log.files);
      expect({ seed, done, ...short }).toEqual({ seed, done, ...long });
    }
  });
});
