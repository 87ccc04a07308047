import { counted, defineEvent, type EventOf, eventsByName, sha256Hex } from '../../ledger/index.ts';
import * as z from '../../zod.ts';
import { emergencyChangeRefused } from '../location/events.ts';

export const EXPORT_FORMATS = ['log', 'csv', 'jsonl'] as const;

const query = z.described(
  z.record(z.text(1, 20), z.upTo(100)),
  'the filter of the export: option names and values; empty for all events',
);

/**
 * Events of `call/<contactId>`: those that belong to no administrator and no location. A probe has a stream of its own,
 * `call/drill-<ulid>`.
 */
export const callEvents = eventsByName(
  defineEvent('CallerRefused', {
    version: 1,
    description: "A caller who is not an administrator called an administrators' number.",
    outcome: 'refused',
    payload: () => ({
      reason: z.enum(['not-listed', 'malformed']),
      numberTag: z.described(
        z.nullable(z.upTo(200)),
        'keyed tag of the number, the same for the same number within the period; null without a caller id',
      ),
      period: z.described(z.matching(/^\d{4}$/), 'the year; the tag key changes every year'),
    }),
    privateFields: ['numberTag'],
    sentence: ({ reason }) => `A caller who is not an administrator was refused: ${reason}.`,
  }),
  emergencyChangeRefused('A change of a location that does not exist was refused.'),
  defineEvent('DrillHeld', {
    version: 2,
    description: 'A probe was sent from the log to the bus to check delivery. Callers do not hear it.',
    outcome: 'done',
    payload: () => ({
      heldBy: z.described(z.enum(['doctor', 'schedule']), '`emergency doctor`, or the daily schedule'),
    }),
    upcast: { 1: (old) => old },
    sentence: () => 'A probe was sent from the log to the bus; callers do not hear it.',
  }),
  defineEvent('EventsRepublished', {
    version: 1,
    description: 'An operator put events of the log on the bus again, for subscribers that miss them.',
    outcome: 'done',
    payload: () => ({
      stream: z.described(z.nullable(z.upTo(100)), 'the stream of the events; null for all streams'),
      from: z.described(z.text(1, 24), 'the first event: its time, or with a stream its sequence number'),
      to: z.described(z.nullable(z.text(1, 24)), 'the last event, likewise; null for all up to this event'),
    }),
    sentence: ({ stream, from, to }) =>
      `Events of ${stream ?? 'the log'} from ${from} to ${to ?? 'now'} were put on the bus again.`,
  }),
  defineEvent('NumbersUnmasked', {
    version: 1,
    description: "An operator requested administrators' numbers in the clear; carries the reason.",
    outcome: 'done',
    payload: () => ({ query, reason: z.text(1, 200) }),
    privateFields: ['query', 'reason'],
    sentence: ({ reason }) => `Phone numbers were unmasked for an export: ${reason}.`,
  }),
  defineEvent('LogExported', {
    version: 1,
    description: 'An operator exported events; carries the filter, the format and the hash of the file.',
    outcome: 'done',
    payload: () => ({
      query,
      format: z.described(z.enum(EXPORT_FORMATS), '`log` is the complete export for an audit'),
      events: z.whole(0),
      sha256: z.described(sha256Hex, 'SHA-256 of the exported file'),
      numbers: z.enum(['masked', 'clear']),
    }),
    privateFields: ['query'],
    sentence: ({ events, format, numbers }) =>
      `${counted(events, 'event was', 'events were')} exported as ${format}, phone numbers ${numbers === 'clear' ? 'in the clear' : 'masked'}.`,
  }),
);

/** The probe's event type; both stream consumers log it. */
export const PROBE = 'DrillHeld' satisfies keyof typeof callEvents;

/** Begins the contact id of a probe, as no contact id of Connect does. */
export const PROBE_PREFIX = 'drill-';

export type CallEvent = EventOf<typeof callEvents>;
