import { KMSClient } from '@aws-sdk/client-kms';
import { traced } from '../adapters/aws-call.ts';
import { REPEATABLE } from '../adapters/aws-clients.ts';
import { place, shared } from './wires.ts';

export const kms = /* @__PURE__ */ shared(({ environment }) =>
  traced(new KMSClient({ ...REPEATABLE, ...place(environment, environment.AWS_ENDPOINT_URL_KMS) })),
);
