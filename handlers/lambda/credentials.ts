import { ExplainedError } from '../../domain/ledger/index.ts';

/** The execution environment has no credentials. */
class CredentialsMissing extends ExplainedError {
  readonly code = 'CredentialsMissing';
}

/**
 * Replaces the SDK's default credential provider chain in bundles: Lambda sets the role's credentials in the environment, and
 * the rest of the chain (profiles, SSO, STS, metadata) would be half of a cold start's code.
 * @throws CredentialsMissing when the environment has none
 */
export const defaultProvider = () => async () => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY)
    throw new CredentialsMissing(
      'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set; Lambda sets them from its role',
    );
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  };
};
