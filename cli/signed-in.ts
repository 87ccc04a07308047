import { STSClient } from '@aws-sdk/client-sts';
import { identity } from '../adapters/account/identity.ts';
import { errorName } from '../adapters/error-name.ts';
import type { Config } from '../domain/config/config.ts';
import { parseArn } from '../domain/config/instances.ts';
import { UserError } from './output.ts';

const SIGN_IN = 'sign in (aws sso login, or AWS_PROFILE) and try again';

/** @param name of the error: no credentials, AWS not reachable, or credentials that AWS rejects */
const credentialsError = (name: string, region: string): string => {
  if (name === 'CredentialsProviderError') return `there are no AWS credentials in this shell; ${SIGN_IN}`;
  if (/^E[A-Z_]+$|^Timeout/.test(name))
    return `AWS cannot be reached in ${region} (${name}); check the network and the Region of connect.instanceArn`;
  return `AWS rejected these credentials (${name}); ${SIGN_IN}`;
};

/** The SDK would take the profile, and the shell does not show whose requests these are. */
const refuseAmbiguity = ({ AWS_PROFILE, AWS_ACCESS_KEY_ID }: NodeJS.ProcessEnv): void => {
  if (AWS_PROFILE && AWS_ACCESS_KEY_ID)
    throw new UserError(
      `this shell has two identities: the profile ${AWS_PROFILE} (AWS_PROFILE), and a key in AWS_ACCESS_KEY_ID; unset one of them`,
    );
};

/**
 * The principal that the credentials of this shell belong to, and the credentials.
 * @throws UserError when there are none, two, or they are another account's than the Connect instance's
 */
export const signedIn = async (region: string, { connect }: Pick<Config, 'connect'>) => {
  refuseAmbiguity(process.env);
  const sts = new STSClient({ region });
  const principal = await identity(sts, Date.now).catch((error: unknown) => {
    throw new UserError(credentialsError(errorName(error), region));
  });
  const { account } = parseArn(connect.instanceArn);
  if (principal.account !== account)
    throw new UserError(
      `these credentials belong to account ${principal.account}, but connect.instanceArn (${connect.instanceArn}) is in account ${account}; sign in to that account`,
    );
  return { principal, credentials: sts.config.credentials };
};
