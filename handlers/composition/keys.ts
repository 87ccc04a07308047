import { KMSClient } from '@aws-sdk/client-kms';
import { traced } from '../../adapters/aws-call.ts';
import { dynamoNumberReservations } from '../../adapters/number-reservations.ts';
import { kmsNumberTags } from '../../adapters/number-tags.ts';
import { personalData } from '../../adapters/personal-data.ts';
import { subjectKeys } from '../../adapters/subject-keys.ts';
import { type AppContext, clientSettings, endpointOf, oncePerContext } from './context.ts';
import { documentClient, dynamoClient } from './stores.ts';

export const kms = /* @__PURE__ */ oncePerContext((ctx) =>
  traced(
    new KMSClient({
      ...clientSettings(ctx, 'repeatable'),
      ...endpointOf(ctx.environment, ctx.environment.AWS_ENDPOINT_URL_KMS),
    }),
  ),
);

export const kmsPersonalData = (ctx: AppContext) => {
  const { SUBJECT_KEY: keyId, SUBJECT_KEYS_TABLE: table } = ctx.environment;
  return personalData(subjectKeys({ kms: kms(ctx), db: dynamoClient(ctx), keyId, table }));
};

export const kmsNumberReservations = (ctx: AppContext) => {
  const { NUMBER_KEY, SEND_BUDGET_TABLE } = ctx.environment;
  const tags = kmsNumberTags(kms(ctx), (period) => `${NUMBER_KEY}-${period}`);
  return dynamoNumberReservations(documentClient(ctx), SEND_BUDGET_TABLE, tags);
};
