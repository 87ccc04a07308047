import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { program } from '../../cli/main.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';
import { shippedConfig } from '../kit/ports.ts';
import { runs, sample } from '../kit/sample.ts';
import { announcedLine } from '../kit/served-line.ts';
import { command } from './command.ts';
import { newFolder } from './product.ts';

/** Words of a validator, a stack or a value without a name, which no message may have. */
const FOREIGN =
  /invalid input|invalid_|expected \w+,|received (undefined|null|NaN|string|number)|too (small|big)|zod|\bNaN\b|\bundefined\b|\[object|unexpected error|TypeError|^\s+at /im;

/** Values that are wrong nearly everywhere. */
const VALUES = [
  '',
  ' ',
  '-1',
  '0x1',
  'NaN',
  'null',
  'ünïcode',
  '2026-02-31',
  '+6',
  '../..',
  '{}',
  '99999999999',
];

/** Commands that would reach AWS, run a line of their own, or write files: only what is refused before they begin. */
const ONLY_SYNTAX = ['start', 'demo', 'deploy', 'doctor', 'destroy', 'render', 'rebuild'];
/** What a command needs to wait for no person, and to write nothing. */
const ALWAYS: Record<string, string[]> = { call: ['--keys', '1'], init: ['--out', 'package.json'] };

type Leaf = { path: string[]; options: string[]; args: number };

/** Every command, with its options that take a value, and the number of its arguments. */
const leaves = (one: Command, path: string[] = []): Leaf[] => {
  if (one.commands.length > 0) return one.commands.flatMap((child) => leaves(child, [...path, child.name()]));
  if (ONLY_SYNTAX.includes(one.name())) return [{ path, options: [], args: 0 }];
  const options = one.options.flatMap(({ long, required }) =>
    // A file that is written is none of the mistakes.
    long && required && long !== '--out' ? [long] : [],
  );
  return [{ path, options, args: one.registeredArguments.length }];
};

const mistyped = leaves(program()).flatMap(({ path, options, args }, index): string[][] => {
  const value = (offset: number) => VALUES[(index + offset) % VALUES.length] ?? '';
  const given = Array.from({ length: args }, (_, at) => value(at));
  const always = ALWAYS[path.at(-1) ?? ''] ?? [];
  return [
    [...path, '--nonsense'],
    [...path, ...given, ...Array.from({ length: 3 - args }, () => 'one-too-many')],
    ...(args > 0 ? [path, [...path, ...given, ...always]] : []),
    ...options.flatMap((option, at) => [
      [...path, ...given, ...always, option],
      [...path, ...given, ...always, option, value(at + 3)],
    ]),
  ];
});

/** Without the typed words that a message quotes. */
const ours = (text: string): string => text.replace(/\\?"(NaN|null)\\?"/g, '');

const isClear = (text: string): void => {
  expect(ours(text)).not.toMatch(FOREIGN);
  expect(text.trim()).not.toBe('');
};

describe('a mistyped command', async () => {
  const EMERGENCY_LINE_DATA = newFolder();
  const { url } = await announcedLine(EMERGENCY_LINE_DATA);
  const step = Math.ceil(mistyped.length / runs(mistyped.length));

  it('is one of many', () => {
    expect(mistyped.length).toBeGreaterThan(200);
  });

  it('has every command there is', () => {
    const commands = new Set(mistyped.map(([first]) => first));
    expect(
      program()
        .commands.map((one) => one.name())
        .filter((name) => !commands.has(name)),
    ).toStrictEqual([]);
  });

  it.each(mistyped.filter((_, index) => index % step === 0).map((args) => [args.join(' '), args] as const))(
    'emergency %s is answered in our own words',
    async (_, args) => {
      const { stdout, stderr, code } = await command(args, { EMERGENCY_LINE_DATA, LINE_CONFIG: CONFIG_FILE });
      isClear(stdout + stderr);
      if (code !== 0) expect(stderr).toMatch(/^emergency: /);
    },
  );

  it('of the API is answered in our own words, too', async () => {
    const { endpoints } = (await (await fetch(`${url}/api`)).json()) as { endpoints: string[] };
    const requests = requestsOf(endpoints);
    expect(requests.length).toBeGreaterThan(500);
    const headers = { 'content-type': 'application/json' };
    for (const [method, path, body] of sample(requests, 6)) {
      const response = await fetch(
        `${url}${path}`,
        body === undefined ? { method } : { method, body, headers },
      );
      const text = await response.text();
      const asked = `${method} ${path} ${body ?? ''}`.slice(0, 200);
      expect([200, 400, 404, 409, 413], asked).toContain(response.status);
      // A valid request shows texts of the log, a refused one our own words.
      if (response.status !== 200) expect(ours(text), asked).not.toMatch(FOREIGN);
    }
  });
});

type Request = [method: string, path: string, body?: string];

/** The fields of each request's body, and of its query. */
const FIELDS: Record<string, string[]> = {
  'POST /api/calls': ['from', 'to'],
  'POST /api/calls/{id}/keys': ['digits'],
  'POST /api/clock': ['advanceSeconds'],
  'POST /api/operate/*': ['id', 'adminId', 'location', 'type', 'reason', 'number', 'locations'],
  'GET /api/events': [
    'limit',
    'cursor',
    'from',
    'to',
    'stream',
    'type',
    'location',
    'admin',
    'contact',
    'outcome',
  ],
  'GET /api/bus': ['after'],
};
const ROUTES = ['set', 'remove', 'admin/enroll', 'admin/change', 'admin/revoke', 'publish', 'nonsense'];
const BODIES = ['', '{', 'null', '[]', '7', '"text"', '{"nonsense":1}'];
const WRONG: unknown[] = [null, 7, '', [], { a: 1 }, true, -1, 'x'.repeat(2000)];

/** Every request of the API with wrong paths, queries and bodies. */
const requestsOf = (endpoints: readonly string[]): Request[] =>
  endpoints.flatMap((endpoint): Request[] => {
    const [method = '', path = ''] = endpoint.split(' ');
    const fields = FIELDS[endpoint] ?? [];
    const paths = path.endsWith('*')
      ? ROUTES.map((route) => path.replace('*', route))
      : [...new Set(VALUES.map((value) => path.replace(/\{\w+\}/g, encodeURIComponent(value))))];
    const get = [...fields, 'nonsense'].flatMap((field) =>
      VALUES.map((value): Request => [method, `${path}?${field}=${encodeURIComponent(value)}`]),
    );
    if (method === 'GET')
      return [...(path.includes('{') ? paths.map((one): Request => [method, one]) : []), ...get];
    const bodies = [
      ...BODIES,
      ...fields.flatMap((field) => WRONG.map((value) => JSON.stringify({ [field]: value }))),
    ];
    return [
      ['PUT', paths[0] ?? path],
      ...paths.flatMap((one) => bodies.map((body): Request => [method, one, body])),
    ];
  });

/** Each field of the configuration with each wrong value, at every depth. */
const fieldsOf = (value: unknown, path: (string | number)[] = []): (string | number)[][] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, field]) => {
        const place = [...path, Array.isArray(value) ? Number(key) : key];
        return [place, ...fieldsOf(field, place)];
      });

const withValue = (root: unknown, path: readonly (string | number)[], value: unknown): unknown => {
  const copy = structuredClone(root) as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  const parent = path.slice(0, -1).reduce((at, key) => at[key] as typeof copy, copy);
  parent[last] = value;
  return copy;
};

describe('a mistyped configuration', () => {
  const config = shippedConfig();
  const cases = fieldsOf(config).map(
    (path, index) => [path.join('.'), path, WRONG[index % WRONG.length]] as const,
  );

  it.each(cases)('with another %s is answered in our own words', async (_, path, value) => {
    const folder = newFolder();
    mkdirSync(folder, { recursive: true });
    const LINE_CONFIG = join(folder, 'line.config.json');
    writeFileSync(LINE_CONFIG, JSON.stringify(withValue(config, path, value)));
    const { stdout, stderr } = await command(['config'], { LINE_CONFIG, EMERGENCY_LINE_DATA: folder });
    isClear(stdout + stderr);
  });
});
