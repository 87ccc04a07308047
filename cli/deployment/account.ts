import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { STSClient } from '@aws-sdk/client-sts';
import { type Identity, identity } from '../../adapters/account/identity.ts';
import { cloudFormationStacks, type Stacks } from '../../adapters/account/stacks.ts';
import { errorName } from '../../adapters/error-name.ts';
import { UserError } from '../output.ts';
import type { Plan } from './plan.ts';

/** The AWS account of the configuration, and the principal that the credentials of this shell belong to. */
export type Account = {
  principal: Identity;
  stacks: Stacks;
  /** In the order of deployment: the stack of texts first, if they are sent from another Region. */
  all: readonly { name: string; region: string; stacks: Stacks }[];
};

const SIGN_IN = 'sign in (aws sso login, or AWS_PROFILE) and try again';

const withCredentials = async (region: string): Promise<Identity> => {
  try {
    return await identity(new STSClient({ region }), Date.now);
  } catch (error) {
    throw new UserError(credentialsError(errorName(error), region));
  }
};

/** @param name of the error: no credentials, AWS not reachable, or credentials that AWS rejects */
const credentialsError = (name: string, region: string): string => {
  if (name === 'CredentialsProviderError') return `there are no AWS credentials in this shell; ${SIGN_IN}`;
  if (/^E[A-Z_]+$|^Timeout/.test(name))
    return `AWS cannot be reached in ${region} (${name}); check the network and the Region of connect.instanceArn`;
  return `AWS rejected these credentials (${name}); ${SIGN_IN}`;
};

/** @throws UserError without credentials, or when they belong to another account than the Connect instance */
export const openAccount = async ({ names, config }: Plan): Promise<Account> => {
  const { region, account, textsRegion } = names;
  const principal = await withCredentials(region);
  if (principal.account !== account)
    throw new UserError(
      `these credentials belong to account ${principal.account}, but connect.instanceArn (${config.connect.instanceArn}) is in account ${account}; sign in to that account`,
    );
  const stacksIn = (where: string) => cloudFormationStacks(new CloudFormationClient({ region: where }));
  const stacks = stacksIn(region);
  const line = { name: names.stack, region, stacks };
  const texts = { name: names.textsStack, region: textsRegion, stacks: stacksIn(textsRegion) };
  return { principal, stacks, all: textsRegion === region ? [line] : [texts, line] };
};

/** The line's stack, or null when it does not exist. */
export const lineStack = ({ stacks }: Account, { names }: Plan) => stacks.find(names.stack);

/** Turns termination protection off where it is on. */
export const unprotect = async (all: Account['all']): Promise<void> => {
  for (const { name, stacks } of all) if ((await stacks.find(name))?.protected) await stacks.unprotect(name);
};
