import { readdirSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { expect, it } from 'vitest';
import { program } from '../../cli/main.ts';

const pages = ['.', 'docs', 'docs/security'].flatMap((folder) =>
  readdirSync(folder).flatMap((name) => (/^(?!CHANGELOG).*\.md$/.test(name) ? `${folder}/${name}` : [])),
);

/** Commands within a sentence, which have placeholders and are not run: `emergency …`, or `npx emergency …`. */
const inline = pages.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/`(?:npx )?emergency ([a-z][^`|]*)`/g)].map(
    ([, command = '']) => [page, command] as const,
  ),
);

/** The command that the words name, of which the last ones may be arguments. @throws when there is none */
const find = (words: readonly string[], at: Command = program()): Command => {
  const [word, ...others] = words;
  if (word === undefined || word === '…' || at.commands.length === 0) return at;
  const next = at.commands.find((one) => one.name() === word);
  if (!next) throw new Error(`${at.name()} has no command ${word}`);
  return find(others, next);
};

it.each(inline)('%s names a command and options that there are: emergency %s', (_, text) => {
  const words = text.split(/\s+/);
  const { options } = find(words.filter((word) => !word.startsWith('-')));
  const known = ['--help', ...options.map(({ long }) => long)];
  for (const word of words.filter((one) => one.startsWith('--'))) expect(known).toContain(word);
});

it('the pages name commands within sentences', () => {
  expect(inline.length).toBeGreaterThan(60);
});
