import { S3Client } from '@aws-sdk/client-s3';
import { traced } from '../../adapters/aws-call.ts';
import { REPEATABLE } from '../../adapters/aws-clients.ts';
import { s3FailedRecords } from '../../adapters/s3-failed-records.ts';
import type { FailedRecords } from '../../domain/ports.ts';
import { needed } from '../environment.ts';
import type { Wires } from '../wires.ts';

/** The deployment's bucket of failed records, as a reader of the log's stream has it. */
export const failedRecords = ({ environment, system }: Wires, reader: 'Project' | 'Publish'): FailedRecords =>
  s3FailedRecords(
    traced(new S3Client({ ...REPEATABLE, region: environment.AWS_REGION })),
    needed(environment, 'FAILED_RECORDS_BUCKET'),
    reader,
    () => system.newId(system.now()),
  );
