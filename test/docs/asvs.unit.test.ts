import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const page = read('docs/security/asvs.md');

/** How many requirements each section of a chapter has. */
const REQUIREMENTS = [
  { chapter: 6, sections: [3, 12, 8, 6, 8, 4, 2, 4] },
  { chapter: 16, sections: [1, 5, 4, 3, 4] },
];
/** Requirements of level 1, and those of level 3 only, in release 5.0.0; all others are level 2. */
const LEVEL_3 = '6.3.5 6.3.6 6.3.7 6.3.8 6.4.5 6.4.6 6.5.6 6.5.7 6.5.8 6.6.4 6.7.1 6.7.2 16.5.4'.split(' ');
const LEVEL_1 = '6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1 6.3.2 6.4.1 6.4.2'.split(' ');
const levelOf = (number: string) => (LEVEL_1.includes(number) ? 1 : LEVEL_3.includes(number) ? 3 : 2);

type Row = { number: string; level: number; text: string };
const rows: Row[] = [...page.matchAll(/^\| (\d+\.\d+\.\d+) \| ([123]) \| .+? \| (.+) \|$/gm)].map(
  ([, number = '', level, text = '']) => ({ number, level: Number(level), text }),
);
const statusOf = ({ text }: Row) =>
  /^\**(met|n\/a|relaxed|by the deployment|in part|not met)\b/.exec(text)?.[1];
const rowsAt = (levels: number[], statuses: (string | undefined)[]) =>
  rows.filter((row) => levels.includes(row.level) && statuses.includes(statusOf(row)));

describe('the ASVS 5.0.0 page', () => {
  it('has every requirement of V6 and V16, once, in order, at its level', () => {
    const all = REQUIREMENTS.flatMap(({ chapter, sections }) =>
      sections.flatMap((count, section) =>
        Array.from({ length: count }, (_, index) => `${chapter}.${section + 1}.${index + 1}`),
      ),
    );
    expect(rows.map(({ number }) => number)).toEqual(all);
    expect(rows.map(({ level }) => level)).toEqual(all.map(levelOf));
  });

  it.each(rows)('gives a status for $number', (row) => {
    expect(statusOf(row)).toBeDefined();
  });

  it.each(rowsAt([1, 2, 3], ['met', 'in part', 'relaxed']))('shows where $number is met', ({ text }) => {
    expect(text).toMatch(/`[\w./-]+\.ts`|\]\([\w./#-]+\)/);
  });

  it('lists first what is not fully met up to level 2', () => {
    const [, open = ''] = /## What is open at level 2\n([\s\S]+?)\n## /.exec(page) ?? [];
    const listed = [...open.matchAll(/^\| ([\d.]+) \|/gm)].map(([, number]) => number);
    const found = rowsAt([1, 2], ['relaxed', 'by the deployment', 'in part', 'not met']);
    expect(listed).toEqual(found.map(({ number }) => number));
  });
});

/** The quotation after a test's file is the title of a test in it. */
const quoted = [...page.matchAll(/`(test\/[\w./-]+\.ts)`((?:,? “[^”]+”)+)/g)].flatMap(
  ([, file = '', all = '']) =>
    [...all.matchAll(/“([^”]+)”/g)].map(([, sentence = '']) => ({ file, sentence })),
);

describe('each test the ASVS page quotes', () => {
  it.each(quoted)('is in $file: $sentence', ({ file, sentence }) => {
    expect(read(file)).toContain(sentence);
  });

  it('appears in every row that is met by code and tests', () => {
    const bare = rowsAt([1, 2], ['met']).filter(
      ({ text }) => /`test\//.test(text) && !/`test\/[\w./-]+\.ts` “/.test(text),
    );
    expect(bare.map(({ number }) => number)).toEqual([]);
  });
});
