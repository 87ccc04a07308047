import { readFileSync } from 'node:fs';

/** One command of a page, what the page says it prints, and where. No output: the page shows none. */
export type Shown = { command: string; output: string[]; line: number };
/** A fenced block of a page. `info`: what is behind its three backticks. `now`: the line's time, from a comment before it. */
export type Block = { info: string; lines: string[]; line: number; now: string | null };

const FENCED = /(?:^ *<!-- now: (\S+) -->\n)?^( *)```(.*)\n([\s\S]*?)^ *```$/gm;

/** The fenced blocks of a page, without the indentation of a list that they stand in. */
export const blocksOf = (file: string): Block[] => {
  const page = readFileSync(file, 'utf8');
  return [...page.matchAll(FENCED)].map(
    ({ index, 0: { length }, 1: now = null, 2: indent = '', 3: info = '', 4: text = '' }) => {
      const lines = text.split('\n').map((line) => line.replace(new RegExp(`^${indent}`), ''));
      return {
        info: info.trim(),
        lines: lines.slice(0, -1),
        now,
        line: page.slice(0, index + length).split('\n').length - lines.length,
      };
    },
  );
};

/** The commands of a `console` block: lines after `$ `, continued after a backslash, each with the output below it. */
export const commandsOf = ({ lines, line }: Block): Shown[] => {
  const shown: Shown[] = [];
  let continued = false;
  for (const [index, text] of lines.entries()) {
    const last = shown.at(-1);
    if (text.startsWith('$ ')) shown.push({ command: text.slice(2), output: [], line: line + index + 1 });
    else if (last && continued) last.command += `\n${text}`;
    else last?.output.push(text);
    continued = text.endsWith('\\') && (continued || text.startsWith('$ '));
  }
  return shown.map((one) => ({ ...one, command: one.command.replace(/\\\n\s*/g, '') }));
};

/** Why a block is not run, as its info string says: `console not-run: it needs an AWS account`. */
export const reasonNotRun = ({ info }: Block): string | null =>
  /^console not-run: (.+)$/.exec(info)?.[1] ?? null;
