import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { FailedRecords } from '../domain/emergency/index.ts';
import * as z from '../domain/zod.ts';

/**
 * What Lambda writes to a failure destination in S3, as far as we use it
 * (https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html); what we park has the same form.
 */
const kept = z.object({ payload: z.string() });
const payload = z.object({ Records: z.array(z.unknown()) });

/** Failed records of one reader in a bucket: its own under `parked/<reader>/`, beside those of Lambda. */
export const s3FailedRecords = (
  client: S3Client,
  Bucket: string,
  reader: string,
  newId: () => string,
): FailedRecords => {
  const parked = `parked/${reader}/`;
  const read = async (Key: string) => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    const text = (await Body?.transformToString()) ?? '';
    return payload.parse(JSON.parse(kept.parse(JSON.parse(text)).payload)).Records;
  };
  return {
    park: async (Records) =>
      void (await client.send(
        new PutObjectCommand({
          Bucket,
          Key: `${parked}${newId()}`,
          Body: JSON.stringify({ payload: JSON.stringify({ Records }) }),
          ContentType: 'application/json',
        }),
      )),
    list: async function* (givenUp) {
      for (const Prefix of [parked, givenUp])
        for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix }))
          for (const { Key: id = '' } of Contents) yield { id, records: () => read(id) };
    },
    remove: async (Key) => void (await client.send(new DeleteObjectCommand({ Bucket, Key }))),
  };
};
