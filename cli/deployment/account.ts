import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Identity } from '../../adapters/account/identity.ts';
import { cloudFormationStacks, type Stacks } from '../../adapters/account/stacks.ts';
import type { Credentials } from '../../adapters/function-url.ts';
import { signedIn } from '../signed-in.ts';
import type { Plan } from './plan.ts';

/** The AWS account of the configuration, and the principal that the credentials of this shell belong to. */
export type Account = {
  principal: Identity;
  credentials: Credentials;
  stacks: Stacks;
  /** In the order of deployment: the stack of texts first, if they are sent from another Region. */
  all: readonly { name: string; region: string; stacks: Stacks }[];
};

/** @throws UserError when the principal is not known, ambiguous, or of another account than the Connect instance */
export const openAccount = async ({ names, config }: Plan): Promise<Account> => {
  const { region, textsRegion } = names;
  const { principal, credentials } = await signedIn(region, config);
  const stacksIn = (where: string) => cloudFormationStacks(new CloudFormationClient({ region: where }));
  const stacks = stacksIn(region);
  const line = { name: names.stack, region, stacks };
  const texts = { name: names.textsStack, region: textsRegion, stacks: stacksIn(textsRegion) };
  return { principal, credentials, stacks, all: textsRegion === region ? [line] : [texts, line] };
};

/** The line's stack, or null when it does not exist. */
export const lineStack = ({ stacks }: Account, { names }: Plan) => stacks.find(names.stack);

/** Turns termination protection off where it is on. */
export const unprotect = async (all: Account['all']): Promise<void> => {
  for (const { name, stacks } of all) if ((await stacks.find(name))?.protected) await stacks.unprotect(name);
};
