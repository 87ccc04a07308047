import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Anchored, Anchors } from '../domain/ledger/index.ts';
import { CHECKPOINT_PREFIX } from './s3-anchor.ts';
import { strictText } from './strict-text.ts';

/** Objects read in parallel. */
const PARALLEL = 25;

type Version = { Key?: string | undefined; VersionId?: string | undefined };

/** The pages of all versions and delete markers; the SDK has no paginator for them. */
async function* pages(client: S3Client, Bucket: string) {
  let next: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | null = {};
  while (next !== null) {
    const page: ListObjectVersionsCommandOutput = await client.send(
      new ListObjectVersionsCommand({ Bucket, Prefix: CHECKPOINT_PREFIX, ...next }),
    );
    yield page;
    next = page.IsTruncated
      ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
      : null;
  }
}

const nameOf = ({ Key = '' }: Version) => Key.slice(CHECKPOINT_PREFIX.length);

/**
 * Reads every version of every checkpoint in a bucket with Object Lock, also of those under a delete marker: an overwrite or
 * a deletion hides a version, and cannot remove it.
 */
export const s3Anchored = (client: S3Client, Bucket: string) => async (): Promise<Anchors> => {
  const anchored: Anchored[] = [];
  const deleted: string[] = [];
  const read = async (version: Version): Promise<Anchored> => {
    const { Key, VersionId } = version;
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
    return {
      name: nameOf(version),
      note: strictText((await Body?.transformToByteArray()) ?? new Uint8Array()),
    };
  };
  for await (const { Versions = [], DeleteMarkers = [] } of pages(client, Bucket)) {
    deleted.push(...DeleteMarkers.map(nameOf));
    for (let from = 0; from < Versions.length; from += PARALLEL)
      anchored.push(...(await Promise.all(Versions.slice(from, from + PARALLEL).map(read))));
  }
  return { anchored, deleted };
};
