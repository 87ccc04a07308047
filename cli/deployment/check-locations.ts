import type { AppContext } from '../../handlers/composition/context.ts';
import { createStores } from '../../handlers/composition/projector.ts';
import { hiddenEmergencies, hiddenMessage } from '../../use-cases/queries/hidden-emergencies.ts';
import { UserError } from '../output.ts';
import { expectThat, type Finding, foundOrReported } from './findings.ts';

const hiddenIn = (ctx: AppContext): Promise<string[]> => {
  const configured = ctx.config.locations.map(({ id }) => id);
  return hiddenEmergencies(createStores(ctx), configured, ctx.system.now());
};

/** Checks that every location in an emergency is configured. */
export const checkLocations = async (ctx: AppContext): Promise<Finding> => {
  const hidden = await hiddenIn(ctx);
  const todo = 'run: emergency remove <location>, or put the location back into the configuration';
  return expectThat(
    'locations in an emergency',
    hidden.length === 0,
    'all are configured',
    hiddenMessage(hidden),
    todo,
  );
};

/**
 * Refuses a configuration that hides an emergency of the deployed line. A deployer who may not read the tables is told that
 * this was not checked.
 * @throws UserError
 */
export const refuseHiddenEmergency = async (
  ctx: () => AppContext,
  report: (line: string) => void,
): Promise<void> => {
  const hidden = await foundOrReported('Locations', async () => hiddenIn(ctx()), report);
  if (hidden.length > 0) throw new UserError(hiddenMessage(hidden));
};
