import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { STSClient } from '@aws-sdk/client-sts';
import { type Identity, identity } from '../../adapters/account/identity.ts';
import { cloudFormationStacks, type Stacks } from '../../adapters/account/stacks.ts';
import { errorName } from '../../adapters/error-name.ts';
import { UserError } from '../output.ts';
import type { Plan } from './plan.ts';

/** The account the configuration is for, and whoever the credentials of this shell belong to, in it. */
export type Account = {
  who: Identity;
  stacks: Stacks;
  /** In the order they are made: that for texts first, when they leave from another Region. */
  all: readonly { name: string; region: string; stacks: Stacks }[];
};

const SIGN_IN = 'sign in (aws sso login, or AWS_PROFILE) and try again';

const withCredentials = async (region: string): Promise<Identity> => {
  try {
    return await identity(new STSClient({ region }), Date.now);
  } catch (error) {
    throw new UserError(whyUnknown(errorName(error), region));
  }
};

/** Why it is not known whose the credentials are, by the error's name: there are none, nobody answered, or AWS said no. */
const whyUnknown = (name: string, region: string): string => {
  if (name === 'CredentialsProviderError') return `there are no AWS credentials in this shell; ${SIGN_IN}`;
  if (/^E[A-Z_]+$|^Timeout/.test(name))
    return `AWS cannot be reached in ${region} (${name}); check the network and the Region of connect.instanceArn`;
  return `AWS does not know these credentials (${name}); ${SIGN_IN}`;
};

/** @throws UserError when there are no credentials, or they are another account's than the Connect instance's */
export const openAccount = async ({ names, config }: Plan): Promise<Account> => {
  const { region, account } = names.place;
  const who = await withCredentials(region);
  if (who.account !== account)
    throw new UserError(
      `these credentials are of account ${who.account}, and connect.instanceArn (${config.connect.instanceArn}) is in ${account}; sign in there`,
    );
  const stacksIn = (place: string) => cloudFormationStacks(new CloudFormationClient({ region: place }));
  const stacks = stacksIn(region);
  const textsFrom = config.sms.region ?? region;
  const line = { name: names.stack, region, stacks };
  const texts = { name: names.textsStack, region: textsFrom, stacks: stacksIn(textsFrom) };
  return { who, stacks, all: textsFrom === region ? [line] : [texts, line] };
};

/** The stack of the line, or null when it is not there. */
export const lineStack = ({ stacks }: Account, { names }: Plan) => stacks.find(names.stack);
