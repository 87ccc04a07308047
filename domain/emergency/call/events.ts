import { defineEvent, type EventOf, eventsByName, sha256Hex } from '../../ledger/index.ts';
import * as z from '../../zod.ts';
import { emergencyChangeRefused } from '../location/events.ts';

export const EXPORT_FORMATS = ['log', 'csv', 'jsonl'] as const;

const query = z.described(
  z.record(z.text(1, 20), z.upTo(100)),
  'which events: what was asked for, by the name of the option; empty for all of them',
);

/**
 * Events of `call/<contactId>`: what concerns neither an administrator nor a location. A drill is a call that nobody
 * made; its stream is `call/drill-<ulid>`.
 */
export const callEvents = eventsByName(
  defineEvent('CallerRefused', {
    version: 1,
    description: "Somebody who is not an administrator called the administrators' line.",
    outcome: 'refused',
    payload: () => ({
      reason: z.enum(['not-listed', 'malformed']),
      numberTag: z.described(
        z.nullable(z.upTo(200)),
        'keyed tag of the number, the same for the same number within the period; null when none came',
      ),
      period: z.described(z.matching(/^\d{4}$/), 'the year; the key of the tags changes with it'),
    }),
    privateFields: ['numberTag'],
    sentence: ({ reason }) => `A caller who is not an administrator was refused: ${reason}.`,
  }),
  emergencyChangeRefused('A change was asked for at a location that does not exist.'),
  defineEvent('DrillHeld', {
    version: 1,
    description:
      'An operator sent an event all the way from the log to the bus, to see it arrive. Callers do not hear it.',
    outcome: 'done',
    payload: () => ({ heldBy: z.described(z.enum(['doctor']), 'the command that sent it') }),
    sentence: () => 'A drill was sent from the log to the bus; callers do not hear it.',
  }),
  defineEvent('NumbersUnmasked', {
    version: 1,
    description: "Somebody was about to be given administrators' numbers in the clear, and why.",
    outcome: 'done',
    payload: () => ({ query, reason: z.text(1, 200) }),
    privateFields: ['query', 'reason'],
    sentence: ({ reason }) => `Phone numbers were unmasked for an export: ${reason}.`,
  }),
  defineEvent('LogExported', {
    version: 1,
    description: 'Somebody exported events of the log: which, in what format, and the hash of the file.',
    outcome: 'done',
    payload: () => ({
      query,
      format: z.described(z.enum(EXPORT_FORMATS), '`log`: every item, for an audit'),
      events: z.whole(0),
      sha256: z.described(sha256Hex, 'of the file that was written'),
      numbers: z.enum(['masked', 'clear']),
    }),
    privateFields: ['query'],
    sentence: ({ events, format, numbers }) =>
      `${events} events were exported as ${format}, phone numbers ${numbers === 'clear' ? 'in the clear' : 'masked'}.`,
  }),
);

/** The event of a drill, which both of the log's readers log. */
export const DRILL = 'DrillHeld' satisfies keyof typeof callEvents;

export type CallEvent = EventOf<typeof callEvents>;
