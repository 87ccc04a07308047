import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { firstHour, hourTable, secondsOf } from './first-hour.ts';
import { enterProject, startHere } from './project.ts';
import { openShell } from './shell.ts';

const readme = readFileSync('README.md', 'utf8');
const leave = enterProject();
const { first, own } = await firstHour(openShell(), startHere).finally(leave);

it('a new user hears the first call within a minute', () => {
  console.log(['figure: the first call', ...hourTable(first)].join('\n'));
  expect(secondsOf(first)).toBeLessThan(60);
});

it('a new user has a line of their own, with twelve locations and thirty administrators, within ten minutes', () => {
  console.log(['figure: a line of one’s own', ...hourTable(own)].join('\n'));
  expect(secondsOf(own)).toBeLessThan(600);
});

it('the README names every command of the first hour', () => {
  const commands = [...first, ...own].map(({ command }) => command.replace(/ \+\d.*$/, ''));
  expect(commands.filter((command) => !readme.includes(command))).toStrictEqual([]);
});
