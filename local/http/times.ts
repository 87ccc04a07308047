import { instantsOf, isoIn, startOfDay, wallTime } from '../../domain/config/local-time.ts';

const DAY = 86_400_000;

/** When a time is read, in milliseconds, and the zone of one that names none. */
export type Reading = { now: number; timeZone: string };

/** The zone of this machine, or of TZ. */
export const machineZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

const DATE = String.raw`\d{4}-\d\d-\d\d`;
const CLOCK = String.raw`\d\d?:\d\d(?::\d\d(?:\.\d{1,3})?)?`;
const ZONED = new RegExp(`^(${DATE})[T ](${CLOCK}) ?(Z|UTC|[+-]\\d\\d:?\\d\\d)$`, 'i');
const LOST_PLUS = new RegExp(`^${DATE}[T ]${CLOCK} \\d\\d:?\\d\\d$`, 'i');
const LOCAL = new RegExp(`^(?:(${DATE})|(today|yesterday))?(?:(?:^|[T ]+)(${CLOCK}))?$`, 'i');
const AGE = /^-?((?:\d+(?:\.\d+)? *[a-z]+ *)+?)(?: *ago)?$/i;

const UNITS: readonly [RegExp, number][] = [
  [/^s(ec(ond)?s?)?$/i, 1000],
  [/^m(in(ute)?s?)?$/i, 60_000],
  [/^h((ou)?rs?)?$/i, 3_600_000],
  [/^d(ays?)?$/i, DAY],
  [/^w(eeks?)?$/i, 7 * DAY],
];

const NOT_A_TIME =
  'not a time; use one such as 2h, yesterday, 2026-11-27, "2026-11-27 14:00" or 2026-11-27T14:00:00+08:00';
const LOST = 'missing the + of its zone, which a URL turns into a space; write %2B there';
const NOT_IN_CALENDAR = 'not a day and time that exist; hours go from 00 to 23';

/** The wall time of a date and a clock; null for a day or hour that no calendar has, which Date.parse moves to a later one. */
const wallOf = (date: string, clock = '00:00'): number | null => {
  const local = `${date}T${clock.replace(/^\d:/, '0$&')}`;
  const wall = Date.parse(`${local}Z`);
  const isReal = new Date(wall || 0).toISOString().startsWith(local.replace(/\.\d+$/, ''));
  return isReal && !Number.isNaN(wall) ? wall : null;
};

const zoned = (date: string, clock: string, zone: string): number | string => {
  const offset = zone
    .toUpperCase()
    .replace('UTC', 'Z')
    .replace(/(\d\d)(\d\d)$/, '$1:$2');
  const wall = wallOf(date, clock);
  const at = wall === null ? Number.NaN : Date.parse(`${new Date(wall).toISOString().slice(0, -1)}${offset}`);
  return Number.isNaN(at) ? NOT_IN_CALENDAR : at;
};

/** The instant of a wall time, or what is wrong when the clocks skip it or show it twice. */
const onClocks = (wall: number, timeZone: string): number | string => {
  const [at, again] = instantsOf(wall, timeZone);
  if (at === undefined)
    return `not a time that the clocks of ${timeZone} showed: they were put forward past it; use an earlier or a later one`;
  if (again !== undefined)
    return `a time that the clocks of ${timeZone} showed twice, as they were put back; use ${isoIn(at, timeZone)} or ${isoIn(again, timeZone)}`;
  return at;
};

const dateOf = (date: string | undefined, word: string | undefined, { now, timeZone }: Reading): string => {
  const back = /yesterday/i.test(word ?? '') ? DAY : 0;
  return date ?? new Date(wallTime(now, timeZone) - back).toISOString().slice(0, 10);
};

const local = ([, date, word, clock]: RegExpExecArray, reading: Reading, isEnd: boolean): number | string => {
  const wall = wallOf(dateOf(date, word, reading), clock);
  if (wall === null) return NOT_IN_CALENDAR;
  if (clock !== undefined) return onClocks(wall, reading.timeZone);
  return isEnd ? startOfDay(wall + DAY, reading.timeZone) - 1 : startOfDay(wall, reading.timeZone);
};

/** Milliseconds of `2h`, `1h 30m` or `2 hours`; NaN with a unit that is none. */
const durationOf = (text: string): number => {
  let sum = 0;
  for (const [, count, unit = ''] of text.matchAll(/(\d+(?:\.\d+)?) *([a-z]+)/gi))
    sum += Number(count) * (UNITS.find(([name]) => name.test(unit))?.[1] ?? Number.NaN);
  return sum;
};

const agoOf = (text: string, now: number): number | string => {
  const ago = durationOf(AGE.exec(text)?.[1] ?? '1 none');
  return Number.isNaN(ago) || ago > now ? NOT_A_TIME : now - Math.round(ago);
};

/**
 * Reads a time as people write it: ISO with a zone; a day, or a day and time, in the zone of the reading; a time of today;
 * `now`, `today` or `yesterday`; or how long ago it was. A day is its first instant, or its last with `isEnd`.
 * @returns milliseconds since 1970, or what is wrong, as the end of a sentence about the text
 */
export const timeOf = (untrimmed: string, reading: Reading, isEnd = false): number | string => {
  const text = untrimmed.trim();
  if (text === '') return NOT_A_TIME;
  if (/^now$/i.test(text)) return reading.now;
  const [, date, clock = '', zone = ''] = ZONED.exec(text) ?? [];
  if (date !== undefined) return zoned(date, clock, zone);
  if (LOST_PLUS.test(text)) return LOST;
  const match = LOCAL.exec(text);
  return match ? local(match, reading, isEnd) : agoOf(text, reading.now);
};
