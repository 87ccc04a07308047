import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Anchored } from '../domain/ledger/index.ts';

const PREFIX = 'checkpoints/';
/** Objects read at once. */
const PARALLEL = 25;

type Version = { Key: string; VersionId: string | undefined };

/** Every version of every checkpoint: a second version of a name would be a second history. */
const versionsIn = async (client: S3Client, Bucket: string): Promise<Version[]> => {
  const versions: Version[] = [];
  let page: ListObjectVersionsCommandOutput | null = null;
  do {
    const after: Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'> = {
      KeyMarker: page?.NextKeyMarker,
      VersionIdMarker: page?.NextVersionIdMarker,
    };
    page = await client.send(new ListObjectVersionsCommand({ Bucket, Prefix: PREFIX, ...after }));
    for (const { Key = '', VersionId } of page.Versions ?? []) versions.push({ Key, VersionId });
  } while (page.IsTruncated === true);
  return versions;
};

/** Reads the checkpoints anchored in a bucket (s3-anchor.ts). */
export const s3Anchored = (client: S3Client, Bucket: string) => async (): Promise<Anchored[]> => {
  const rest = await versionsIn(client, Bucket);
  const read = async ({ Key, VersionId }: Version): Promise<Anchored> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
    return { name: Key.slice(PREFIX.length), note: (await Body?.transformToString()) ?? '' };
  };
  const anchored: Anchored[] = [];
  while (rest.length > 0) anchored.push(...(await Promise.all(rest.splice(0, PARALLEL).map(read))));
  return anchored;
};
