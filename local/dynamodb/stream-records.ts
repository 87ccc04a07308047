import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Item, itemSize } from './dynalite.ts';

export const VIEW_TYPES = ['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'] as const;
export type ViewType = (typeof VIEW_TYPES)[number];

type Images = { Keys: Item; NewImage?: Item | undefined; OldImage?: Item | undefined };

/** A stream record as it is kept. `at`: milliseconds since 1970. */
export type StoredRecord = { name: 'INSERT' | 'MODIFY' | 'REMOVE'; at: number; images: Images };

/** The record of a write, or null when it changed nothing: DynamoDB records changes, not writes. */
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
  const NewImage = NEW.includes(view) ? item : undefined;
  const OldImage = OLD.includes(view) ? old : undefined;
  return { name: nameOf(old, item), at, images: { Keys, NewImage, OldImage } };
};

const NEW: readonly ViewType[] = ['NEW_IMAGE', 'NEW_AND_OLD_IMAGES'];
const OLD: readonly ViewType[] = ['OLD_IMAGE', 'NEW_AND_OLD_IMAGES'];

const nameOf = (old: Item | undefined, item: Item | undefined): StoredRecord['name'] => {
  if (!old) return 'INSERT';
  return item ? 'MODIFY' : 'REMOVE';
};

/** Equal as DynamoDB sees it: neither maps nor sets have an order. */
const sameItem = (a: Item | undefined, b: Item | undefined): boolean =>
  a !== undefined && b !== undefined && isDeepStrictEqual(unordered(a), unordered(b));

const unordered = (item: Item): unknown =>
  JSON.parse(JSON.stringify(item, (key, value) => (isSet(key, value) ? [...value].sort() : value)));

const isSet = (key: string, value: unknown): value is string[] =>
  Array.isArray(value) && (key === 'SS' || key === 'NS' || key === 'BS');

/** Sequence numbers as DynamoDB Local writes them: the shortest the API allows (21 digits), in order as text too. */
export const sequenceNumber = (number: number): string => String(number).padStart(21, '0');

/** The bytes of the keys and images, which is what `SizeBytes` counts. */
const sizeOf = ({ Keys, NewImage, OldImage }: Images): number =>
  itemSize(Keys) + (NewImage ? itemSize(NewImage) : 0) + (OldImage ? itemSize(OldImage) : 0);

/** The record as GetRecords answers it. The same record has the same `eventID` whenever it is read. */
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
