import type { Change, Emergency, Status } from '../emergency/index.ts';
import type { Config } from './config.ts';
import { fill, own } from './fill.ts';

/** What a type's messages may contain in braces. */
export const PLACEHOLDERS = ['location', 'time', 'date', 'weekday'] as const;
type Values = Record<(typeof PLACEHOLDERS)[number], string>;

type Named = { name: Record<string, string> };

/** The text in a language, or in the line's first one. */
export const inLanguage = (config: Config, texts: Record<string, string>, wanted: string): string =>
  own(texts, wanted) ?? texts[config.languages[0]?.code ?? ''] ?? Object.values(texts)[0] ?? 'none';

/** The local time, date and weekday as `language` writes them, such as `14:05`, `22 November` and `Sunday`. */
const localTimes = (at: number, timeZone: string, language: string) => {
  const write = (format: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone, ...format }).format(at);
  const [time, date] = [
    { hour: 'numeric', minute: '2-digit' },
    { month: 'long', day: 'numeric' },
  ] as const;
  return {
    time: write(time),
    date: write(date),
    weekday: write({ weekday: 'long' }),
    datedTime: write({ weekday: 'long', ...date, ...time }),
  };
};

const SAYS_DAY = /\{(date|weekday)\}/;

/** The day in a time zone. Formats are cached: creating one takes a hundred times as long as using it. */
const dayIn = (timeZone: string, at: number): string => {
  const format = days.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone });
  days.set(timeZone, format);
  return format.format(at);
};
const days = new Map<string, Intl.DateTimeFormat>();

/** The words of a status by the location's date: those of the day of the change, or of later ones. `now` in milliseconds. */
export const wordsAt = (
  { at, messages, laterMessages }: Pick<Status, 'at' | 'messages' | 'laterMessages'>,
  timeZone: string,
  now: number,
): Record<string, string> =>
  dayIn(timeZone, Date.parse(at)) === dayIn(timeZone, now) ? messages : laterMessages;

/**
 * The exact words callers will hear, in every language, on the same day and later, and when the emergency ends by itself.
 * Null for an unknown location or type. `at` in milliseconds.
 */
export const callerMessages = (
  config: Config,
  locationId: string,
  typeId: string | null,
  at: number,
): Emergency | null => {
  const location = config.locations.find(({ id }) => id === locationId);
  const type = config.emergencyTypes.find(({ id }) => id === typeId);
  if (!location || !type) return null;
  const named = (thing: Named, code: string) => inLanguage(config, thing.name, code);
  const filled = config.languages.map(({ code }) => {
    const { datedTime, ...times } = localTimes(at, location.timeZone, code);
    const values: Values = { location: named(location, code), ...times };
    const [today, later] = [type.message, type.laterMessage ?? type.message].map((texts) =>
      inLanguage(config, texts, code),
    ) as [string, string];
    const saysDay = type.laterMessage !== undefined || SAYS_DAY.test(later);
    const onLaterDays = saysDay ? values : { ...values, time: datedTime };
    return { code, today: fill(today, values), later: fill(later, onLaterDays) };
  });
  const messages = Object.fromEntries(filled.map(({ code, today }) => [code, today]));
  const laterMessages = Object.fromEntries(filled.map(({ code, later }) => [code, later]));
  const expiresAt =
    type.defaultMinutes === null ? null : new Date(at + type.defaultMinutes * 60_000).toISOString();
  return { emergencyType: type.id, messages, laterMessages, expiresAt };
};

/** The change for the decider: a set of a configured type carries the exact words. `at` in milliseconds. */
export const wantedChange = (
  config: Config,
  locationId: string,
  wanted: { action: 'set' | 'remove'; emergencyType: string | null },
  at: number,
): Change => {
  const { action, emergencyType } = wanted;
  if (action === 'remove') return { action };
  const emergency = callerMessages(config, locationId, emergencyType, at);
  return emergency ? { action, ...emergency } : { action: 'set-unknown-type', emergencyType };
};

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/** `5 minutes ago`, in the language; `none` when there is no status. */
export const ago = (status: Pick<Status, 'at'> | null, now: number, language: string): string => {
  if (!status) return 'none';
  const passed = Math.max(0, now - Date.parse(status.at));
  const [unit, size] =
    UNITS.find(([, milliseconds]) => passed >= milliseconds) ?? (['second', 1000] as const);
  return relative(language).format(-Math.floor(passed / size), unit);
};

const formats = new Map<string, Intl.RelativeTimeFormat>();

/** Cached by language: creating a format takes a hundred times as long as using it, and every customer's call uses one. */
const relative = (language: string): Intl.RelativeTimeFormat => {
  const format = formats.get(language) ?? new Intl.RelativeTimeFormat(language, { numeric: 'always' });
  formats.set(language, format);
  return format;
};
