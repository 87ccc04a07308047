import { KMSClient } from '@aws-sdk/client-kms';
import { REPEATABLE } from '../adapters/aws-clients.ts';
import { place, shared } from './wires.ts';

export const kms = /* @__PURE__ */ shared(
  ({ environment }) =>
    new KMSClient({ ...REPEATABLE, ...place(environment, environment.AWS_ENDPOINT_URL_KMS) }),
);
