import * as z from '../zod.ts';

/**
 * Characters that show nothing or change what is shown around them: control characters, line and paragraph separators,
 * bidirectional controls, zero-width and other ignorable characters, lone surrogates. Emoji's variation selectors may stay.
 * @see https://www.unicode.org/reports/tr36/
 */
const INVISIBLE = /(?![\uFE0E\uFE0F])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const EACH = new RegExp(INVISIBLE, 'gu');
const NOT_LINE_ENDS = new RegExp(`(?!\\n)${INVISIBLE.source}`, 'gu');

const codeOf = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).toUpperCase();

/** The text with every invisible character written as `\u{1B}`, so that it forges no line and commands no terminal. */
export const escaped = (text: string): string => text.replace(EACH, (one) => `\\u{${codeOf(one)}}`);

/** The same for text of several lines. */
export const escapedLines = (text: string): string =>
  text.replace(NOT_LINE_ENDS, (one) => `\\u{${codeOf(one)}}`);

/** JSON without invisible characters: they only occur within its texts, where `\u001b` is the same character. */
export const escapedJson = (json: string): string =>
  json.replace(EACH, (one) =>
    Array.from({ length: one.length }, (_, at) => one.charCodeAt(at).toString(16).padStart(4, '0'))
      .map((unit) => `\\u${unit}`)
      .join(''),
  );

/** What is wrong with a text that people would read; null when it has only visible characters. Quotes nothing of the text. */
export const invisibleFault = (text: string): string | null => {
  const found = INVISIBLE.exec(text);
  return found && `must not contain U+${codeOf(found[0]).padStart(4, '0')}, a character that cannot be seen`;
};

/**
 * A check for texts that come from outside and are shown to people: names, reasons, notes, configured texts. Not for the
 * schemas of stored events, which must read what was once accepted.
 */
export const visible = z.refine<string>((text) => invisibleFault(text) === null, {
  error: ({ input }) => invisibleFault(String(input)) ?? undefined,
});

/** A visible text of `least` to `most` characters. */
export const visibleText = (least: number, most?: number) => z.text(least, most).check(visible);
