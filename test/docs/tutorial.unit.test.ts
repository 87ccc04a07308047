import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

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
