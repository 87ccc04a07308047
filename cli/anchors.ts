import { REPEATABLE } from '../adapters/aws-clients.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { anchorsOf } from '../local/checkpoint-signing.ts';
import type { VerifyLogPorts } from '../use-cases/queries/verify-log.ts';
import { dataFolder } from './connection.ts';

/** Where the line's checkpoints are anchored: a deployment's bucket, or the data folder; null for a deployment that names none. */
export const anchors = async ({ environment }: AppContext): Promise<VerifyLogPorts['anchors']> => {
  if (!process.env.EVENTS_TABLE) return anchorsOf(dataFolder());
  const { CHECKPOINT_BUCKET, AWS_REGION } = environment;
  if (CHECKPOINT_BUCKET === undefined) return null;
  // Loaded for a deployment only.
  const [{ S3Client }, { s3Anchored }] = [
    await import('@aws-sdk/client-s3'),
    await import('../adapters/s3-anchored.ts'),
  ];
  return s3Anchored(new S3Client({ ...REPEATABLE, region: AWS_REGION }), CHECKPOINT_BUCKET);
};
