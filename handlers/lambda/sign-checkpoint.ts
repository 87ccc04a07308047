import { S3Client } from '@aws-sdk/client-s3';
import { traced } from '../../adapters/aws-call.ts';
import { REPEATABLE } from '../../adapters/aws-clients.ts';
import { s3Anchor } from '../../adapters/s3-anchor.ts';
import { requiredVariable } from '../environment.ts';
import { createSignCheckpoint } from '../wire-seal.ts';
import { runtime } from './runtime.ts';

/** The schedule's rate, in milliseconds. */
const EVERY = 60_000;

const ctx = await runtime();
const { environment, system } = ctx;
const s3 = traced(new S3Client({ ...REPEATABLE, region: environment.AWS_REGION }));

const ready = () =>
  createSignCheckpoint(
    ctx,
    s3Anchor(s3, requiredVariable(environment, 'CHECKPOINT_BUCKET'), system.now),
    EVERY,
  );
let look: Awaited<ReturnType<typeof ready>> | undefined;

/** The key is asked for on the first look: a service that is away then is asked again on the next. */
export const handler = async () => {
  look ??= await ready();
  return look();
};
