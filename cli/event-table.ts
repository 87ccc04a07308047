import { timeIn } from '../domain/config/local-time.ts';
import { describeEvent, displayedEvent } from '../domain/emergency/index.ts';
import type { LogRecord, StoredEvent } from '../domain/ledger/index.ts';
import { table } from './table.ts';

/** The events come from the log; the erased administrators, whose names are hidden, from the directory. */
export const ERASED_LIST = 'the list of erased administrators';

/** How events are shown: in which zone, and which administrators are not named. */
export type Shown = { timeZone: string; erased: ReadonlySet<string> };

/** Events as a table: time, stream and number, and sentence. */
export const eventTable = (events: readonly StoredEvent[], { timeZone, erased }: Shown): string =>
  table(
    events.map((event) => [
      timeIn(Date.parse(event.at), timeZone),
      `${displayedEvent(event, erased).stream}#${event.seq}`,
      describeEvent(event, erased),
    ]),
  );

/** An event as JSON shows it. */
export const eventJson = ({ event, hash }: LogRecord) => ({ ...event, hash });
