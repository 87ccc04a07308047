/**
 * What copying or saving a file as text changes around its contents, which are verified all the same: byte order marks, CRLF
 * line ends and blank lines of the export, and the names of checkpoints with any of these.
 */
export type Transit = { byteOrderMarks: number; crlf: number; blank: number; checkpoints: readonly string[] };

const MARK = '\uFEFF';

/** A line without the byte order mark that some programs put at the start of a file. */
export const withoutMark = (line: string): string => (line.startsWith(MARK) ? line.slice(1) : line);

/** A note as it was signed: no byte order mark, LF line ends, one at the end. */
export const asSigned = (note: string): string => `${withoutMark(note).replaceAll('\r\n', '\n').trimEnd()}\n`;

/** Removes what transit added to the lines of an export, and counts it. */
export const lineCleaner = (checkpoints: readonly string[]) => {
  const transit = { byteOrderMarks: 0, crlf: 0, blank: 0, checkpoints };
  return {
    /** The line's content; null for a blank line. */
    content(line: string): string | null {
      const text = withoutMark(line);
      if (text !== line) transit.byteOrderMarks += 1;
      if (text.endsWith('\r')) transit.crlf += 1;
      if (text !== '' && text !== '\r') return text;
      transit.blank += 1;
      return null;
    },
    transit: (): Transit => transit,
  };
};
