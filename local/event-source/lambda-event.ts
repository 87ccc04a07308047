import type { AttributeValue as Wire } from '@aws-sdk/client-dynamodb';
import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import { z } from 'zod';

/** A stream record as a Lambda receives it, with its sequence number and time (milliseconds since 1970). */
export type Delivery = { record: DynamoDBRecord; sequenceNumber: string; at: number };

const positioned = z.object({
  SequenceNumber: z.string().regex(/^\d+$/),
  ApproximateCreationDateTime: z.date(),
});

/**
 * Converts a record to the shape of Lambda's events: times in whole seconds, binary values in base64, with the stream's
 * ARN.
 * @throws ZodError for a record without sequence number or time
 */
export const toDelivery = (streamArn: string, { dynamodb, userIdentity, ...record }: _Record): Delivery => {
  const { SequenceNumber, ApproximateCreationDateTime } = positioned.parse(dynamodb);
  const at = ApproximateCreationDateTime.getTime();
  const { Keys, NewImage, OldImage } = dynamodb ?? {};
  const images = Object.entries({ Keys, NewImage, OldImage });
  return {
    at,
    sequenceNumber: SequenceNumber,
    record: {
      ...record,
      eventSourceARN: streamArn,
      ...(userIdentity && {
        userIdentity: { type: userIdentity.Type, principalId: userIdentity.PrincipalId },
      }),
      dynamodb: {
        ...dynamodb,
        ApproximateCreationDateTime: Math.floor(at / 1000),
        ...Object.fromEntries(images.flatMap(([name, image]) => (image ? [[name, lambdaMap(image)]] : []))),
      },
    } as DynamoDBRecord,
  };
};

const lambdaMap = (image: Record<string, Wire>): Record<string, AttributeValue> =>
  Object.fromEntries(Object.entries(image).map(([name, value]) => [name, lambdaValue(value)]));

const lambdaValue = (value: Wire): AttributeValue => {
  if (value.B) return { B: base64(value.B) };
  if (value.BS) return { BS: value.BS.map(base64) };
  if (value.L) return { L: value.L.map(lambdaValue) };
  if (value.M) return { M: lambdaMap(value.M) };
  return value as AttributeValue;
};

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
