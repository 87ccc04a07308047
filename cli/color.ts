import type { WriteStream } from 'node:tty';

const [RED, GREEN, YELLOW] = [31, 32, 33];

/** The words that say how things are, at the beginning of a line or of a column, and their colors (SGR). */
const STATUS_WORDS: readonly [RegExp, number][] = [
  [/(?<=^| {2})(EMERGENCY|TAMPERED|COULD NOT HAVE BEEN DECIDED|NOT intact|FAIL)\b/gm, RED],
  [/(?<=^| {2})(INTACT\b|ok(?= {3}))/gm, GREEN],
  [/(?<=^| {2})(WARNING|EXPOSED|NOT READ|NOT CHECKED|CANNOT TELL)\b/gm, YELLOW],
];

/** Colors the status words of a text, where its stream is a terminal with colors and NO_COLOR is not set. */
export const colored = (stream: NodeJS.WriteStream & Partial<WriteStream>, text: string): string => {
  if (!stream.isTTY || process.env.NO_COLOR || !stream.hasColors?.()) return text;
  return STATUS_WORDS.reduce(
    (painted, [words, color]) => painted.replace(words, `\u001b[${color}m$&\u001b[39m`),
    text,
  );
};
