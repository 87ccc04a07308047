import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { configSchema } from '../../domain/config/parse-config.ts';

const page = readFileSync('docs/deploy.md', 'utf8');

/** The rows of a table under a heading, cell by cell. */
const rowsUnder = (heading: string): string[][] =>
  (page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));

type Schema = { properties?: Record<string, Schema>; oneOf?: Schema[]; anyOf?: Schema[] };
const has = (schema: Schema | undefined, [key, ...rest]: string[]): boolean => {
  if (key === undefined) return true;
  if (!schema) return false;
  const here = schema.properties?.[key];
  if (here) return has(here, rest);
  return [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].some((one) => has(one, [key, ...rest]));
};

it('counts all of the blog’s steps', () => {
  expect(rowsUnder("The blog's 62 steps").reduce((sum, [, steps]) => sum + Number(steps), 0)).toBe(62);
});

describe('the blog’s parameters', () => {
  const keys = rowsUnder("The blog's parameters").flatMap(([, here = '']) =>
    [...here.matchAll(/`([a-z]+(?:\.[A-Za-z]+)+)`/g)].map(([, key = '']) => key),
  );

  it('all have a configuration key: instance, PIN, project, sender, Region, stack', () => {
    for (const key of [
      'connect.instanceArn',
      'pin.length',
      'sms.applicationId',
      'sms.senderId',
      'sms.region',
      'deployment.stackName',
    ])
      expect(keys).toContain(key);
  });

  it.each(keys)('%s is a configuration key', (key) => {
    const schema = z.toJSONSchema(configSchema, { io: 'input' }) as Schema;
    expect(has(schema, key.split('.'))).toBe(true);
  });
});

const PAGES = [
  'deploy',
  'runbook',
  'subscribe',
  'tutorial',
  'recipes',
  'audit',
  'table',
  'scale',
  'adr/README',
];
const ROOT_PAGES = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];

describe.each([...ROOT_PAGES, ...PAGES.map((page) => `docs/${page}.md`)])('%s', (file) => {
  const text = readFileSync(file, 'utf8');
  const anchorsOf = (of: string) =>
    [...readFileSync(of, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );

  it('has only valid links', () => {
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !link.startsWith('http'));
    for (const link of links) {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? file : join(dirname(file), path);
      expect(existsSync(target), link).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(target), link).toContain(anchor);
    }
  });
});
