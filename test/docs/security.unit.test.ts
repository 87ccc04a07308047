import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pinLimitsSchema } from '../../domain/emergency/admin/pin-limits.ts';

const root = new URL('../../', import.meta.url);
const folder = new URL('docs/security/', root);
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));

/** Files a page names: in backticks, relative to the root, and link targets, relative to the page. */
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
  it.each(pages)('name only existing files in %s', (page) => {
    const missing = named(page).filter(([, url]) => !existsSync(url));
    expect(missing.map(([name]) => name)).toEqual([]);
  });

  it.each(Object.keys(pinLimitsSchema().parse({})))('describe the limit %s', (limit) => {
    expect(readFileSync(new URL('throttling.md', folder), 'utf8')).toContain(`\`${limit}\``);
  });
});
