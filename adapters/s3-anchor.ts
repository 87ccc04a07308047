import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type Anchor, RETAINED_DAYS } from '../domain/ledger/index.ts';

const DAY = 86_400_000;

/**
 * Checkpoints in a bucket with versions and Object Lock. In compliance mode nobody, the account's root included, can
 * delete a version or shorten its time; a second version of a name can be put, and the verifier sees both.
 */
export const s3Anchor = (client: S3Client, Bucket: string, now: () => number): Anchor => ({
  store: async (name, note) =>
    void (await client.send(
      new PutObjectCommand({
        Bucket,
        Key: `checkpoints/${name}`,
        Body: note,
        ContentType: 'text/plain; charset=utf-8',
        ChecksumAlgorithm: 'SHA256',
        ObjectLockMode: 'COMPLIANCE',
        ObjectLockRetainUntilDate: new Date(now() + RETAINED_DAYS * DAY),
      }),
    )),
});
