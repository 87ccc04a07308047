import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { type Anchor, checkpointName, RETAINED_DAYS } from '../domain/ledger/index.ts';

const DAY = 86_400_000;
/** The folder of the checkpoints in their bucket. */
export const CHECKPOINT_PREFIX = 'checkpoints/';

/**
 * Anchors checkpoints in a versioned bucket with Object Lock. In compliance mode no one, not even the account's root user,
 * can delete a version or shorten its retention. A second version of a name can be put; the verifier reads both.
 */
export const s3Anchor = (client: S3Client, Bucket: string, now: () => number): Anchor => ({
  store: async (name, note) =>
    void (await client.send(
      new PutObjectCommand({
        Bucket,
        Key: `${CHECKPOINT_PREFIX}${name}`,
        Body: note,
        ContentType: 'text/plain; charset=utf-8',
        ChecksumAlgorithm: 'SHA256',
        ObjectLockMode: 'COMPLIANCE',
        ObjectLockRetainUntilDate: new Date(now() + RETAINED_DAYS * DAY),
      }),
    )),
  newest: async (size) => {
    // Names sort by size, so the list starts right before the name of `size`.
    const after = size > 0 ? { StartAfter: `${CHECKPOINT_PREFIX}${checkpointName(size - 1)}` } : {};
    let Key: string | undefined;
    for await (const { Contents = [] } of paginateListObjectsV2(
      { client },
      { Bucket, Prefix: CHECKPOINT_PREFIX, ...after },
    ))
      Key = Contents.at(-1)?.Key ?? Key;
    if (Key === undefined) return null;
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    return { name: Key.slice(CHECKPOINT_PREFIX.length), note: (await Body?.transformToString()) ?? '' };
  },
});
