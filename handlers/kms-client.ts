import { KMSClient } from '@aws-sdk/client-kms';
import { traced } from '../adapters/aws-call.ts';
import { clientSettings, place, shared } from './wires.ts';

export const kms = /* @__PURE__ */ shared((wires) =>
  traced(
    new KMSClient({
      ...clientSettings(wires, 'repeatable'),
      ...place(wires.environment, wires.environment.AWS_ENDPOINT_URL_KMS),
    }),
  ),
);
