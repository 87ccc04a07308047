import { PLACEHOLDERS } from './caller-message.ts';
import type { CrossFields, Fault, Path, Texts } from './cross-fields.ts';
import { voiceFault } from './polly-voices.ts';

/** A text that callers or administrators hear, and the placeholders that are filled in. */
type Spoken = { path: Path; texts: Texts; placeholders: readonly string[] };

const within = (path: Path, fields: Record<string, Texts>, placeholders: readonly string[] = []): Spoken[] =>
  Object.entries(fields).map(([field, texts]) => ({ path: [...path, field], texts, placeholders }));

/** Every text in several languages. */
export const spokenTexts = ({ locations, emergencyTypes }: CrossFields): Spoken[] => [
  ...locations.flatMap(({ name, normal, whenUnknown }, index) => [
    ...within(['locations', index], { name }),
    ...within(['locations', index], { normal, whenUnknown }, ['location']),
  ]),
  ...emergencyTypes.flatMap(({ name, message, laterMessage }, index) => [
    ...within(['emergencyTypes', index], { name }),
    ...within(['emergencyTypes', index], { message, ...(laterMessage && { laterMessage }) }, PLACEHOLDERS),
  ]),
];

/** Braces, with what is between them when they are a pair. */
const BRACES = /\{[^{}]*\}|[{}]/g;
/** A tag, or a character reference: both are markup for speech, which these texts are not. */
const MARKUP = /<|&#?\w{1,10};/;

const bracesFault = (text: string, placeholders: readonly string[]): string | null => {
  const known = placeholders.map((name) => `{${name}}`);
  const other = (text.match(BRACES) ?? []).find((found) => !known.includes(found));
  if (other === undefined) return null;
  const instead = known.length > 0 ? `use ${known.join(', ')}` : 'nothing is filled in here';
  return `${other} is not a placeholder and would be read out; ${instead}`;
};

const faultsOfText = (text: string, placeholders: readonly string[]): string[] =>
  [
    bracesFault(text, placeholders) ?? [],
    /\$[.[]/.test(text) ? '$. begins a reference, which Connect would resolve; write it in words' : [],
    MARKUP.test(text) ? 'has markup (< or &…;), which would be read out; write plain text' : [],
  ].flat();

/** Texts that would be spoken otherwise than they are written. */
export const spokenOtherwise = (config: CrossFields): Fault[] => [
  ...faultsOfText(config.name, []).map((message) => ({ path: ['name'], message })),
  ...spokenTexts(config).flatMap(({ path, texts, placeholders }) =>
    Object.entries(texts).flatMap(([code, text]) =>
      faultsOfText(text, placeholders).map((message) => ({ path: [...path, code], message })),
    ),
  ),
];

/** Languages that Polly cannot speak as configured. */
export const silentVoices = ({ languages }: CrossFields): Fault[] =>
  languages.flatMap(({ code, voice, engine }, index) => {
    const fault = code === '' ? null : voiceFault(code, voice, engine);
    return fault === null ? [] : [{ path: ['languages', index, fault.field], message: fault.message }];
  });

/** Characters a voice says in a second: of scripts that write a syllable or word in one, and of all others. */
const RATE = { syllables: 5, letters: 15 };
const SYLLABLE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
/** Seconds above which callers are likely to hang up or to miss the point. */
const LONG_SECONDS = 30;

/** About how many seconds a voice takes to say a text. */
export const spokenSeconds = (text: string): number => {
  const syllables = text.match(SYLLABLE)?.length ?? 0;
  return Math.round(syllables / RATE.syllables + (text.length - syllables) / RATE.letters);
};

/** Texts that take long to say; no faults. */
export const longTexts = (config: CrossFields): Fault[] =>
  spokenTexts(config).flatMap(({ path, texts }) =>
    Object.entries(texts)
      .map(([code, text]) => ({ path: [...path, code], seconds: spokenSeconds(text) }))
      .filter(({ seconds }) => seconds > LONG_SECONDS)
      .map(({ path: where, seconds }) => ({
        path: where,
        message: `takes about ${seconds} seconds to say; every caller waits that long. Shorten it to ${LONG_SECONDS} seconds`,
      })),
  );
