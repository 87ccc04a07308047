import { sha256 } from '../adapters/sha256.ts';
import { location, locationStream } from '../domain/emergency/index.ts';
import { createItem, emptyHead } from '../domain/ledger/index.ts';
import { record } from './scale-line.ts';

/** The changes that are asked for; times in milliseconds. */
export type Asked = {
  locations: number;
  /** The time over which the changes are asked for, evenly. */
  askedWithin: number;
  /** Events the log takes in a second before it throttles. */
  admittedPerSecond: number;
};

export type Queued = { at: number; locationId: string; record: ReturnType<typeof record> };

/** When each change is in the log: as it is asked for, or as soon as the log takes one more. */
export const arrivals = ({ locations, askedWithin, admittedPerSecond }: Asked): Queued[] =>
  Array.from({ length: locations }, (_, number) =>
    eventAt(number, Math.max((number * askedWithin) / locations, (number * 1000) / admittedPerSecond)),
  );

const IDENTITY = { origin: 'bench/storm', sha256 };
const EPOCH = Date.UTC(2026, 10, 22);

const eventAt = (number: number, at: number): Queued => {
  const locationId = `L${number}`;
  const stream = locationStream(locationId);
  const by = { adminId: 'admin-1', maskedNumber: '+65******01' };
  const data = {
    locationId,
    by,
    verifiedBy: 'event-of-the-proof',
    breakGlass: null,
    reaffirmed: false,
    emergencyType: 'weather',
    messages: { 'en-US': 'Because of severe weather, the contact centre is closed as of 2:05 PM.' },
    expiresAt: null,
  };
  const { item } = createItem(
    IDENTITY,
    location,
    emptyHead(IDENTITY, stream, location.initial),
    { type: 'EmergencySet', data },
    {
      id: `01M8118B${String(number).padStart(18, '0')}`,
      at: new Date(EPOCH + Math.floor(at)).toISOString(),
      actor: 'admin/admin-1',
      contactId: `call-${number}`,
      step: 'change',
    },
  );
  return { at, locationId, record: record(item) };
};
