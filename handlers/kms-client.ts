import { KMSClient } from '@aws-sdk/client-kms';
import { traced } from '../adapters/aws-call.ts';
import { clientSettings, endpointOf, oncePerContext } from './wires.ts';

export const kms = /* @__PURE__ */ oncePerContext((ctx) =>
  traced(
    new KMSClient({
      ...clientSettings(ctx, 'repeatable'),
      ...endpointOf(ctx.environment, ctx.environment.AWS_ENDPOINT_URL_KMS),
    }),
  ),
);
