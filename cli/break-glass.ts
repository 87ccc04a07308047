import type { Command } from 'commander';
import { describeEvent, LOCATION_ID, location, locationStream } from '../domain/emergency/index.ts';
import type { EventStore } from '../domain/ledger/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createStores } from '../handlers/composition/projector.ts';
import { changeEmergency } from '../use-cases/change-emergency.ts';
import { findLocation } from '../use-cases/get-status.ts';
import { onLine } from './connection.ts';
import { breakGlassOptions, operatorAction, textOf, throwIfRefused } from './operator-action.ts';
import { print, UserError } from './output.ts';

type Options = { as: string; reason: string; type?: string; json?: boolean };

/** The id when the log has events of a location under exactly this id; else null. */
const recordedLocation = async (store: EventStore, id: string): Promise<string | null> => {
  if (!LOCATION_ID.test(id)) return null;
  const { seq } = await store.head(location, locationStream(id));
  return seq > 0 ? id : null;
};

/** @throws UserError for a location that neither the configuration nor, for a removal, the log knows */
const locationOf = async (ctx: AppContext, action: 'set' | 'remove', center: string): Promise<string> => {
  const { locations } = ctx.config;
  if (locations.some(({ id }) => id === center)) return center;
  // A dropped or renamed location comes before one whose id differs in case only.
  const recorded = action === 'remove' ? await recordedLocation(createStores(ctx).store, center) : null;
  const found = recorded ?? findLocation(ctx.config, center)?.id;
  if (found === undefined)
    throw new UserError(`unknown location; use one of ${locations.map(({ id }) => id).join(', ')}`);
  return found;
};

const change = (action: 'set' | 'remove') => (center: string, options: Options) =>
  onLine(async ({ ctx }) => {
    const { config, system } = ctx;
    const { store } = createStores(ctx);
    const locationId = await locationOf(ctx, action, center);
    const types = config.emergencyTypes.map(({ id }) => id);
    if (action === 'set' && !types.includes(options.type ?? ''))
      throw new UserError(`--type: must be one of ${types.join(', ')}`);
    const reason = textOf('--reason', options.reason);
    const { principal, actionId } = operatorAction(ctx, options.as);
    const changed = await changeEmergency(
      { config, system, store },
      { locationId, action, emergencyType: options.type ?? null },
      { kind: 'operator', principal, reason },
      { contactId: actionId, step: action },
    );
    const event = throwIfRefused(changed.event);
    print(options.json, { event: event.id, type: event.type, location: locationId }, () =>
      describeEvent(event),
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
