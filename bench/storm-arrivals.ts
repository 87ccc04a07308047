import { sha256 } from '../adapters/sha256.ts';
import { location, locationStream } from '../domain/emergency/index.ts';
import { createItem, emptyHead } from '../domain/ledger/index.ts';
import { type StreamRecord, streamRecord } from '../test/kit/stream-records.ts';
import { metaOf, setAt } from './changes.ts';

/** The load of a storm; times in milliseconds. */
export type Load = {
  locations: number;
  /** The time over which the changes are requested, evenly. */
  requestedWithin: number;
  /** Changes per second that the log accepts before it throttles. */
  acceptedPerSecond: number;
};

/** A change in the log since `at`, and its stream record. */
export type Arrival = { at: number; locationId: string; record: StreamRecord };

/** One change per location, appended when it is requested or as soon as the log accepts it. */
export const arrivals = ({ locations, requestedWithin, acceptedPerSecond }: Load): Arrival[] =>
  Array.from({ length: locations }, (_, number) => {
    const locationId = `L${number}`;
    const at = Math.max((number * requestedWithin) / locations, (number * 1000) / acceptedPerSecond);
    return { at, locationId, record: recordAt(locationId, number) };
  });

const IDENTITY = { origin: 'bench/storm', sha256 };

const recordAt = (locationId: string, number: number): StreamRecord => {
  const head = emptyHead(IDENTITY, locationStream(locationId), location.initial);
  const { item } = createItem(IDENTITY, location, head, setAt(locationId), metaOf(number));
  return streamRecord(item, number);
};
