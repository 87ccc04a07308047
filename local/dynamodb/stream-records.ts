import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Item, itemSize } from './dynalite.ts';

export const VIEW_TYPES = ['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'] as const;
export type ViewType = (typeof VIEW_TYPES)[number];

type Images = { Keys: Item; NewImage?: Item | undefined; OldImage?: Item | undefined };

/** A stream record as stored. `at`: milliseconds since 1970. */
export type StoredRecord = { name: 'INSERT' | 'MODIFY' | 'REMOVE'; at: number; images: Images };

/** The record of a write, or null for a write without a change, which DynamoDB does not record. */
export const recordOf = (
  view: ViewType,
  keys: readonly string[],
  at: number,
  old: Item | undefined,
  item: Item | undefined,
): StoredRecord | null => {
  const either = item ?? old;
  if (!either || sameItem(old, item)) return null;
  const Keys = Object.fromEntries(keys.map((key) => [key, either[key] ?? {}]));
  const NewImage = view.includes('NEW') ? item : undefined;
  const OldImage = view.includes('OLD') ? old : undefined;
  return { name: nameOf(old, item), at, images: { Keys, NewImage, OldImage } };
};

const nameOf = (old: Item | undefined, item: Item | undefined): StoredRecord['name'] => {
  if (!old) return 'INSERT';
  return item ? 'MODIFY' : 'REMOVE';
};

/** Compares items as DynamoDB does: maps and sets are unordered. */
const sameItem = (a: Item | undefined, b: Item | undefined): boolean =>
  a !== undefined && b !== undefined && isDeepStrictEqual(unordered(a), unordered(b));

const unordered = (item: Item): unknown =>
  JSON.parse(JSON.stringify(item, (key, value) => (isSet(key, value) ? [...value].sort() : value)));

const isSet = (key: string, value: unknown): value is string[] =>
  Array.isArray(value) && (key === 'SS' || key === 'NS' || key === 'BS');

/** Formats a sequence number as DynamoDB Local does: the shortest the API allows (21 digits), sortable as text. */
export const sequenceNumber = (number: number): string => String(number).padStart(21, '0');

/** `SizeBytes`: the bytes of keys and images. */
const sizeOf = ({ Keys, NewImage, OldImage }: Images): number =>
  itemSize(Keys) + (NewImage ? itemSize(NewImage) : 0) + (OldImage ? itemSize(OldImage) : 0);

/** The record as GetRecords returns it. A record has the same `eventID` at each read. */
export const toWire = (
  stream: { arn: string; viewType: ViewType },
  number: number,
  record: StoredRecord,
) => ({
  eventID: createHash('md5').update(`${stream.arn} ${number}`).digest('hex'),
  eventName: record.name,
  eventVersion: '1.1',
  eventSource: 'aws:dynamodb',
  awsRegion: stream.arn.split(':')[3],
  dynamodb: {
    ApproximateCreationDateTime: Math.floor(record.at / 1000),
    ...record.images,
    SequenceNumber: sequenceNumber(number),
    SizeBytes: sizeOf(record.images),
    StreamViewType: stream.viewType,
  },
});
