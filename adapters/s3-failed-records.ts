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
 * The part that we read of what Lambda writes to an S3 failure destination; parked records have the same form.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
const invocation = z.object({ payload: z.string() });
const payload = z.object({ Records: z.array(z.unknown()) });

/** The parked records of one consumer in a bucket: its own under `parked/<consumer>/`, and those that Lambda discarded. */
export const s3FailedRecords = (
  client: S3Client,
  Bucket: string,
  consumer: string,
  newId: () => string,
): FailedRecords => {
  const parked = `parked/${consumer}/`;
  const read = async (Key: string) => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    const text = (await Body?.transformToString()) ?? '';
    return payload.parse(JSON.parse(invocation.parse(JSON.parse(text)).payload)).Records;
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
