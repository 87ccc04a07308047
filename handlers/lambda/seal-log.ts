import { S3Client } from '@aws-sdk/client-s3';
import { REPEATABLE } from '../../adapters/aws-clients.ts';
import { s3Anchor } from '../../adapters/s3-anchor.ts';
import { needed } from '../environment.ts';
import { wireSealLog } from '../wire.ts';
import { runtime } from './runtime.ts';

/** The schedule's rate, in milliseconds. */
const EVERY = 60_000;

const wires = runtime();
const { environment } = wires;
const s3 = new S3Client({ ...REPEATABLE, region: environment.AWS_REGION });
const anchor = s3Anchor(s3, needed(environment, 'CHECKPOINT_BUCKET'), wires.system.now);

export const handler = await wireSealLog(wires, anchor, EVERY);
