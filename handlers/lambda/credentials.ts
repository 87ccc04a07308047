import { ExplainedError } from '../../domain/ledger/index.ts';

/** The execution environment has no credentials. */
class CredentialsMissing extends ExplainedError {
  readonly code = 'CredentialsMissing';
}

/**
 * The SDK's default chain of credential providers, as far as a Lambda can use it: the service puts the role's
 * credentials into the environment, and puts them nowhere else. Bundles carry this in place of the whole chain, whose
 * other links (profiles, SSO, STS, metadata) would be half of what a cold start reads.
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
