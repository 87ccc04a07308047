import type { Command } from 'commander';
import { onLine } from './connection.ts';
import { breakGlassOptions, reasonOf } from './operator-action.ts';
import { print } from './output.ts';

type Options = { as?: string; reason: string; type?: string; json?: boolean };

const change = (action: 'set' | 'remove') => (location: string, options: Options) =>
  onLine(async ({ operate }) => {
    const { type, json } = options;
    const reason = reasonOf(options);
    const done = await operate(action, { location, reason, ...(action === 'set' ? { type } : {}) });
    const id = done.stream.replace('location/', '');
    const { event, changed = null } = done;
    print(json, { event, type: done.type, location: id }, () =>
      action === 'set' || changed?.length !== 0
        ? done.sentence
        : `Nothing was changed: ${id} was not in an emergency. Recorded as event ${event}.`,
    );
  });

/** `emergency set|remove`: break-glass, for when the phone cannot be used. */
export const breakGlassCommands = (program: Command): void => {
  breakGlassOptions(program.command('set <location>'))
    .description('break-glass: put a location into an emergency, bypassing the phone; raises an alarm')
    .requiredOption('--type <id>', 'emergency type, such as fire-alarm')
    .action(change('set'));
  breakGlassOptions(program.command('remove <location>'))
    .description('break-glass: take a location out of an emergency, bypassing the phone; raises an alarm')
    .action(change('remove'));
};
