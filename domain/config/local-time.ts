const DAY = 86_400_000;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Cached by zone: creating a format takes a hundred times as long as using it. */
const clockIn = (timeZone: string): Intl.DateTimeFormat => {
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric' } as const;
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      minute: 'numeric',
      second: 'numeric',
      ...numeric,
    });
  clocks.set(timeZone, clock);
  return clock;
};

/** What the clocks of a zone show at an instant, written as the instant at which clocks of UTC show it. Milliseconds. */
export const wallTime = (at: number, timeZone: string): number => {
  const parts = clockIn(timeZone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value);
  const seconds = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return seconds + (((at % 1000) + 1000) % 1000);
};

/** The offsets from UTC that a zone has around a wall time, in milliseconds, the smaller first: two near a change of the clocks. */
const offsetsAround = (wall: number, timeZone: string): number[] => {
  const offsets = [wall - DAY, wall + DAY].map((at) => wallTime(at, timeZone) - at);
  return [...new Set(offsets)].sort((a, b) => a - b);
};

/**
 * The instants at which the clocks of a zone show a wall time, earliest first: none when they skip it (put forward), two when
 * they show it again (put back).
 */
export const instantsOf = (wall: number, timeZone: string): number[] =>
  offsetsAround(wall, timeZone)
    .map((offset) => wall - offset)
    .filter((at) => wallTime(at, timeZone) === wall)
    .sort((a, b) => a - b);

/** The first instant of a day, which the clocks may begin after midnight. `midnight` is a wall time. */
export const startOfDay = (midnight: number, timeZone: string): number =>
  instantsOf(midnight, timeZone)[0] ?? midnight - (offsetsAround(midnight, timeZone)[0] ?? 0);

/** An instant as the clocks of a zone show it, with their offset: `2026-11-28T09:33:24.120+08:00`, and `Z` for UTC. */
export const isoIn = (at: number, timeZone: string): string => {
  const wall = wallTime(at, timeZone);
  const minutes = Math.abs(Math.round((wall - at) / 60_000));
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  const offset = minutes === 0 ? 'Z' : `${wall < at ? '-' : '+'}${hour}:${minute}`;
  return new Date(wall).toISOString().replace('Z', offset);
};

/** The same for people, such as `2026-11-28 09:33:24.120 +08:00`, or to the minute. */
export const timeIn = (at: number, timeZone: string, precision: 'exact' | 'minute' = 'exact'): string => {
  const [, date, clock = '', offset] = /^(.*)T([\d:.]+)(.*)$/.exec(isoIn(at, timeZone)) ?? [];
  return `${date} ${precision === 'exact' ? clock : clock.slice(0, 5)} ${offset === 'Z' ? 'UTC' : offset}`;
};
