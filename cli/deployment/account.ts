import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Identity } from '../../adapters/account/identity.ts';
import { cloudFormationStacks, type Stacks } from '../../adapters/account/stacks.ts';
import type { Credentials } from '../../adapters/function-url.ts';
import { signedIn } from '../signed-in.ts';
import type { Plan } from './plan.ts';

/** The account the configuration is for, and whoever the credentials of this shell belong to, in it. */
export type Account = {
  who: Identity;
  credentials: Credentials;
  stacks: Stacks;
  /** In the order they are made: that for texts first, when they leave from another Region. */
  all: readonly { name: string; region: string; stacks: Stacks }[];
};

/** @throws UserError when it is not known, or not the right account, whom the command acts as */
export const openAccount = async ({ names, config }: Plan): Promise<Account> => {
  const { region } = names.place;
  const { who, credentials } = await signedIn(region, config);
  const stacksIn = (place: string) => cloudFormationStacks(new CloudFormationClient({ region: place }));
  const stacks = stacksIn(region);
  const textsFrom = config.sms.region ?? region;
  const line = { name: names.stack, region, stacks };
  const texts = { name: names.textsStack, region: textsFrom, stacks: stacksIn(textsFrom) };
  return { who, credentials, stacks, all: textsFrom === region ? [line] : [texts, line] };
};

/** The stack of the line, or null when it is not there. */
export const lineStack = ({ stacks }: Account, { names }: Plan) => stacks.find(names.stack);
