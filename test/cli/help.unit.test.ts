import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { program } from '../../cli/main.ts';

const below = (command: Command, path: string): [string, Command][] => [
  [path, command],
  ...command.commands.flatMap((child) => below(child, `${path} ${child.name()}`)),
];
const all = below(program(), 'emergency');

describe('the help of a command', () => {
  it.each(all)('%s describes it, each argument and each option', (_, command) => {
    const described = [command.description(), ...command.registeredArguments.map((one) => one.description)];
    for (const text of [...described, ...command.options.map((one) => one.description)])
      expect(text.trim()).not.toBe('');
  });

  it.each(all)('%s marks required options, and no others', (_, command) => {
    const lines = command
      .helpInformation()
      .replace(/\n {10,}/g, ' ')
      .split('\n');
    for (const { flags, mandatory } of command.options) {
      const line = lines.find((one) => one.trim().startsWith(`${flags} `)) ?? '';
      expect(line).toContain(flags);
      expect(line.includes('(required)')).toBe(mandatory);
    }
    for (const argument of command.registeredArguments)
      expect(command.helpInformation()).toContain(
        argument.required ? `<${argument.name()}` : `[${argument.name()}`,
      );
  });
});
