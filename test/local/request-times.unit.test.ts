import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoIn } from '../../domain/config/local-time.ts';
import { timeOf } from '../../local/http/times.ts';

const NOW = Date.parse('2026-11-28T01:33:24Z');
const read = (text: string, timeZone = 'UTC', isEnd = false) => timeOf(text, { now: NOW, timeZone }, isEnd);
const isoOf = (text: string, timeZone?: string, isEnd?: boolean) => {
  const at = read(text, timeZone, isEnd);
  return typeof at === 'string' ? at : new Date(at).toISOString();
};

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
    expect(read(text)).toBe('not a day and time that exist; hours go from 00 to 23');
  });

  it.each([
    ['2024-02-29T23:59:59.9Z', '2024-02-29T23:59:59.900Z'],
    ['2000-02-29T00:00+08:00', '2000-02-28T16:00:00.000Z'],
    ['2026-12-31T23:30-08:00', '2027-01-01T07:30:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(isoOf(text)).toBe(instant);
  });

  it('that exists is accepted as it is', () => {
    const any = fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(any, (date) => read(date.toISOString().slice(-24)) === date.getTime()),
      { numRuns: 200 },
    );
  });
});

describe('a time as people say it', () => {
  it.each([
    ['now', '2026-11-28T01:33:24.000Z'],
    ['2h', '2026-11-27T23:33:24.000Z'],
    ['2 hours ago', '2026-11-27T23:33:24.000Z'],
    ['1h 30m', '2026-11-28T00:03:24.000Z'],
    ['90min', '2026-11-28T00:03:24.000Z'],
    ['-3d', '2026-11-25T01:33:24.000Z'],
    ['1 week', '2026-11-21T01:33:24.000Z'],
    ['today', '2026-11-27T16:00:00.000Z'],
    ['Yesterday', '2026-11-26T16:00:00.000Z'],
    ['yesterday 9:05', '2026-11-27T01:05:00.000Z'],
    ['14:00', '2026-11-28T06:00:00.000Z'],
    ['2026-11-27', '2026-11-26T16:00:00.000Z'],
    ['2026-11-27 14:00', '2026-11-27T06:00:00.000Z'],
    ['2026-11-27T14:00:30.5', '2026-11-27T06:00:30.500Z'],
    ['2026-11-27 14:00 +0530', '2026-11-27T08:30:00.000Z'],
    ['2026-11-27 14:00:00.120 UTC', '2026-11-27T14:00:00.120Z'],
  ])('is read in the zone of the reading: %s', (text, instant) => {
    expect(isoOf(text, 'Asia/Manila')).toBe(instant);
  });

  it('ends with its last millisecond when it is a day that ends a range', () => {
    expect(isoOf('2026-11-27', 'Asia/Manila', true)).toBe('2026-11-27T15:59:59.999Z');
    expect(isoOf('yesterday', 'UTC', true)).toBe('2026-11-27T23:59:59.999Z');
    expect(isoOf('2026-11-27 14:00', 'UTC', true)).toBe('2026-11-27T14:00:00.000Z');
    expect(isoOf('2026-10-25', 'Europe/Berlin', true)).toBe('2026-10-25T22:59:59.999Z');
  });

  it.each(['', ' ', '2x', '5 bananas', 'tomorrow', 'today at 2', '1e9h', '99999999h', '2026', '27.11.2026'])(
    'is refused with examples otherwise: %j',
    (text) => expect(read(text)).toMatch(/^not a time; use one such as 2h, yesterday, 2026-11-27/),
  );

  it.each(['2026-11-27 24:00', '25:00', '2026-02-30', 'yesterday 14:60'])(
    'is refused when no calendar has it: %s',
    (text) => expect(read(text)).toMatch(/^not a day and time that exist/),
  );

  it('is explained when a URL turned its + into a space', () =>
    expect(read('2026-11-22T14:07:00 08:00')).toMatch(/^missing the \+ .* write %2B there$/));
});

describe('a time near a change of the clocks', () => {
  it('is refused when they skipped it, and so is none before or after', () => {
    expect(read('2026-03-29 02:30', 'Europe/Berlin')).toMatch(/Europe\/Berlin showed: they were put forward/);
    expect(isoOf('2026-03-29 01:59', 'Europe/Berlin')).toBe('2026-03-29T00:59:00.000Z');
    expect(isoOf('2026-03-29 03:00', 'Europe/Berlin')).toBe('2026-03-29T01:00:00.000Z');
  });

  it('is refused with both of its instants when they showed it twice', () =>
    expect(read('2026-11-01 01:30', 'America/New_York')).toMatch(
      /twice, .*use 2026-11-01T01:30:00\.000-04:00 or 2026-11-01T01:30:00\.000-05:00$/,
    ));

  it.each([
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'],
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00:00.000Z'],
  ])('does not move the beginning of a day: %s %s', (zone, day, instant) => {
    expect(isoOf(day, zone)).toBe(instant);
  });

  it('shown in its zone with its offset is the same instant again', () => {
    const zones = fc.constantFrom(
      'Asia/Manila',
      'Europe/Berlin',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'UTC',
    );
    const any = fc.date({ min: new Date('1990-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(any, zones, (date, zone) => read(isoIn(date.getTime(), zone)) === date.getTime()),
      { numRuns: 300 },
    );
  });
});
