import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const folder = new URL('docs/security/', root);
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));

/** How many requirements each section of a chapter has. */
const REQUIREMENTS = [
  { chapter: 6, sections: [3, 12, 8, 6, 8, 4, 2, 4] },
  { chapter: 16, sections: [1, 5, 4, 3, 4] },
];

/** What a page names: files in backticks, from the root of the tree, and the targets of its links, from the page. */
const named = (page: string): [string, URL][] => {
  const text = readFileSync(new URL(page, folder), 'utf8');
  const files = [...text.matchAll(/`([\w./-]+\.(?:ts|mjs|json|md))`/g)].map(([, path]) => path ?? '');
  const links = [...text.matchAll(/\]\(([^)#]+)/g)].map(([, target]) => target ?? '');
  return [
    ...files.map((path): [string, URL] => [path, new URL(path, root)]),
    ...links
      .filter((target) => !target.startsWith('https://'))
      .map((target): [string, URL] => [target, new URL(target, new URL(page, folder))]),
  ];
};

describe('the pages on security', () => {
  it.each(pages)('name in %s only files that there are', (page) => {
    const missing = named(page).filter(([, url]) => !existsSync(url));
    expect(missing.map(([name]) => name)).toEqual([]);
  });

  it('walk every requirement of ASVS 5.0.0 V6 and V16, once and in order', () => {
    const text = readFileSync(new URL('asvs.md', folder), 'utf8');
    const rows = [...text.matchAll(/^\| (\d+\.\d+\.\d+) \| [123] \|/gm)].map(
      ([, requirement]) => requirement,
    );
    const all = REQUIREMENTS.flatMap(({ chapter, sections }) =>
      sections.flatMap((count, section) =>
        Array.from({ length: count }, (_, number) => `${chapter}.${section + 1}.${number + 1}`),
      ),
    );
    expect(rows).toEqual(all);
  });
});
