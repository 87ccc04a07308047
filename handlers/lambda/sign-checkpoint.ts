import { S3Client } from '@aws-sdk/client-s3';
import { traced } from '../../adapters/aws-call.ts';
import { REPEATABLE } from '../../adapters/aws-clients.ts';
import { s3Anchor } from '../../adapters/s3-anchor.ts';
import { createSignCheckpoint } from '../composition/functions.ts';
import { requiredVariable } from '../environment.ts';
import { runtime } from './runtime.ts';

/** The schedule's rate, in milliseconds. */
const EVERY = 60_000;

const ctx = await runtime();
const { environment, system } = ctx;
const s3 = traced(new S3Client({ ...REPEATABLE, region: environment.AWS_REGION }));

const create = () =>
  createSignCheckpoint(
    ctx,
    s3Anchor(s3, requiredVariable(environment, 'CHECKPOINT_BUCKET'), system.now),
    EVERY,
  );
let run: Awaited<ReturnType<typeof create>> | undefined;

/** Loads the public key on the first run that can reach KMS. */
export const handler = async () => {
  run ??= await create();
  return run();
};
