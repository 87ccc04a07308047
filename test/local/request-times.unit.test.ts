import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { time } from '../../local/http/requests.ts';

describe('a time of a request', () => {
  it.each([
    ['2026-02-31T10:00Z', 'of a day that February never has'],
    ['2026-02-29T10:00:00Z', 'of a leap day in another year'],
    ['2100-02-29T10:00:00Z', 'of a leap day in a year of a century'],
    ['2026-04-31T10:00:00+08:00', 'of a day that April never has'],
    ['2026-11-22T24:00:00Z', 'of hour 24'],
    ['2026-11-22T24:00+08:00', 'of hour 24 in another zone'],
    ['2026-11-22T25:00:00Z', 'of hour 25'],
    ['2026-11-22T10:60:00Z', 'of minute 60'],
    ['2026-11-22T10:00:60Z', 'of a leap second'],
    ['2026-13-01T10:00:00Z', 'of month 13'],
    ['2026-00-01T10:00:00Z', 'of month 0'],
    ['2026-01-00T10:00:00Z', 'of day 0'],
    ['2026-01-01T10:00:00+24:00', 'of a zone that is a day ahead'],
    ['2026-01-01T10:00:00+08:60', 'of a zone with 60 minutes'],
  ])('%s, %s, is refused and not moved to another', (text) => {
    expect(time.safeParse(text).error?.issues.map(({ message }) => message)).toStrictEqual([
      'not a day and time that exist; hours go from 00 to 23',
    ]);
  });

  it.each([
    ['2024-02-29T23:59:59.9Z', '2024-02-29T23:59:59.900Z'],
    ['2000-02-29T00:00+08:00', '2000-02-28T16:00:00.000Z'],
    ['2026-12-31T23:30-08:00', '2027-01-01T07:30:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(new Date(time.parse(text)).toISOString()).toBe(instant);
  });

  it('that exists is accepted as it is', () => {
    const any = fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(any, (date) => time.parse(date.toISOString().slice(-24)) === date.getTime()),
      { numRuns: 200 },
    );
  });
});
