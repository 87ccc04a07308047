import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type Anchor, RETAINED_DAYS } from '../domain/ledger/index.ts';

const DAY = 86_400_000;

/**
 * Anchors checkpoints in a versioned bucket with Object Lock. In compliance mode no one, not even the account's root user,
 * can delete a version or shorten its retention. A second version of a name can be put; the verifier reads both.
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
