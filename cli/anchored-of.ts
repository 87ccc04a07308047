import { S3Client } from '@aws-sdk/client-s3';
import { REPEATABLE } from '../adapters/aws-clients.ts';
import { s3Anchored } from '../adapters/s3-anchored.ts';
import type { Anchored } from '../domain/ledger/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { anchoredBy } from '../local/checkpoint-signing.ts';
import { dataFolder } from './connection.ts';

/** How to read the anchored checkpoints: from the deployment's bucket, or from the data folder. */
export const anchoredOf = ({ environment }: AppContext): (() => Promise<Anchored[]>) | null => {
  if (!process.env.EVENTS_TABLE) return anchoredBy(dataFolder());
  const { CHECKPOINT_BUCKET: bucket, AWS_REGION: region } = environment;
  return bucket === undefined ? null : s3Anchored(new S3Client({ ...REPEATABLE, region }), bucket);
};
