import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseConfig } from '../../domain/config/parse-config.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';
import { blocksOf } from './console-blocks.ts';

const page = readFileSync('docs/tutorial.md', 'utf8');

it.each([
  ['test/domain/break-glass.unit.test.ts', 'is refused without a reason'],
  ['domain/emergency/location/decide.ts', "requester.reason.trim() === ''"],
  ['domain/emergency/location/decide.ts', 'const authorityOf ='],
])('the tutorial changes a line that %s has: %s', (file, line) => {
  expect(page).toContain(file);
  expect(readFileSync(file, 'utf8')).toContain(line);
});

it('the tutorial quotes the line of the rule and the title of its test', () => {
  expect(page).toContain("`requester.reason.trim() === ''`");
  expect(page).toContain('“is refused without a reason”');
});

it('the tutorial adds an emergency type that the configuration accepts, the fifth of the menu', () => {
  const type = JSON.parse(
    blocksOf('docs/tutorial.md')
      .find(({ info }) => info === 'json')
      ?.lines.join('\n') ?? '',
  );
  const config = JSON.parse(readFileSync(CONFIG_FILE, 'utf8'));
  config.emergencyTypes.push(type);
  const { emergencyTypes } = parseConfig(JSON.stringify(config), 'line.config.json');
  expect(emergencyTypes.findIndex(({ id }) => id === 'power-cut')).toBe(4);
  expect(page).toContain('5 for *power cut*');
});
