import type { Change, Emergency, Status } from '../emergency/index.ts';
import type { Config } from './config.ts';

/** What a type's message may contain in braces. */
export const PLACEHOLDERS = ['location', 'time'] as const;
type Values = Record<(typeof PLACEHOLDERS)[number], string>;

type Named = { name: Record<string, string> };

/** The text in a language, or in the line's first one. */
export const inLanguage = (config: Config, texts: Record<string, string>, wanted: string): string =>
  own(texts, wanted) ?? texts[config.languages[0]?.code ?? ''] ?? Object.values(texts)[0] ?? 'none';

/** The local time as `language` writes it, such as `14:05`. */
const clock = (at: number, timeZone: string, language: string): string =>
  new Intl.DateTimeFormat(language, { timeZone, hour: 'numeric', minute: '2-digit' }).format(at);

/** Fills in a text's `{placeholders}`; unknown ones stay as they are. */
export const fill = (template: string, values: Record<string, string>): string =>
  template.replace(/\{(\w+)\}/g, (placeholder, key: string) => own(values, key) ?? placeholder);

/** An own property, never an inherited one: `constructor` is not a language. */
const own = (texts: Record<string, string>, name: string): string | undefined =>
  Object.hasOwn(texts, name) ? texts[name] : undefined;

/**
 * The exact words callers will hear, in every language, and when the emergency ends by itself.
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
  const messages = config.languages.map(({ code }) => {
    const values: Values = { location: named(location, code), time: clock(at, location.timeZone, code) };
    return [code, fill(inLanguage(config, type.message, code), values)] as const;
  });
  const expiresAt =
    type.defaultMinutes === null ? null : new Date(at + type.defaultMinutes * 60_000).toISOString();
  return { emergencyType: type.id, messages: Object.fromEntries(messages), expiresAt };
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
