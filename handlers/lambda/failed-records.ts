import { S3Client } from '@aws-sdk/client-s3';
import { traced } from '../../adapters/aws-call.ts';
import { REPEATABLE } from '../../adapters/aws-clients.ts';
import { s3FailedRecords } from '../../adapters/s3-failed-records.ts';
import type { FailedRecords } from '../../domain/emergency/index.ts';
import type { AppContext } from '../composition/context.ts';
import { requiredVariable } from '../environment.ts';

/** The deployment's failure store, for one stream consumer. */
export const failedRecords = (
  { environment, system }: AppContext,
  consumer: 'Project' | 'Publish',
): FailedRecords =>
  s3FailedRecords(
    traced(new S3Client({ ...REPEATABLE, region: environment.AWS_REGION })),
    requiredVariable(environment, 'FAILED_RECORDS_BUCKET'),
    consumer,
    () => system.newId(system.now()),
  );
