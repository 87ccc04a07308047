import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { program } from '../../cli/main.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';
import { shippedConfig } from '../kit/ports.ts';
import { runs } from '../kit/sample.ts';
import { command } from './command.ts';
import { announcedLine } from './in-process.ts';
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

/** Commands that would reach AWS, change the machine, or wait for a person or for more events. */
const LEFT_OUT = ['start', 'demo', 'call', 'deploy', 'doctor', 'destroy', 'render', 'init', 'rebuild'];

type Leaf = { path: string[]; options: string[]; args: number };

/** Every command that can be mistyped here, with its options that take a value, and the number of its arguments. */
const leaves = (one: Command, path: string[] = []): Leaf[] => {
  if (one.commands.length > 0) return one.commands.flatMap((child) => leaves(child, [...path, child.name()]));
  if (LEFT_OUT.includes(one.name())) return [];
  const options = one.options.flatMap(({ long, required }) => (long && required ? [long] : []));
  return [{ path, options, args: one.registeredArguments.length }];
};

const mistyped = leaves(program()).flatMap(({ path, options, args }, index): string[][] => {
  const value = (offset: number) => VALUES[(index + offset) % VALUES.length] ?? '';
  const given = Array.from({ length: args }, (_, at) => value(at));
  return [
    [...path, '--nonsense'],
    [...path, ...given, 'one-too-many'],
    ...(args > 0 ? [path, [...path, ...given]] : []),
    ...options.flatMap((option, at) => [
      [...path, ...given, option],
      [...path, ...given, option, value(at + 3)],
    ]),
  ];
});

const isClear = (text: string): void => {
  expect(text).not.toMatch(FOREIGN);
  expect(text.trim()).not.toBe('');
};

describe('a mistyped command', async () => {
  const EMERGENCY_LINE_DATA = newFolder();
  await announcedLine(EMERGENCY_LINE_DATA);
  const step = Math.ceil(mistyped.length / runs(mistyped.length));

  it('is one of many', () => {
    expect(mistyped.length).toBeGreaterThan(150);
  });

  it.each(mistyped.filter((_, index) => index % step === 0).map((args) => [args.join(' '), args] as const))(
    'emergency %s is answered in our own words',
    async (_, args) => {
      const { stdout, stderr, code } = await command(args, { EMERGENCY_LINE_DATA, LINE_CONFIG: CONFIG_FILE });
      isClear(stdout + stderr);
      if (code !== 0) expect(stderr).toMatch(/^emergency: /);
    },
  );
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
  const wrong: unknown[] = [null, 7, '', [], { a: 1 }, true, -1, 'x'.repeat(2000)];
  const cases = fieldsOf(config).map(
    (path, index) => [path.join('.'), path, wrong[index % wrong.length]] as const,
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
