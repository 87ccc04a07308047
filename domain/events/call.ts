import { sha256Hex } from '../envelope.ts';
import * as z from '../zod.ts';
import { changeRefused } from './location.ts';
import { type EventOf, facts, type Shape } from './shape.ts';

export const EXPORT_FORMATS = ['log', 'csv', 'jsonl'] as const;

const query = z.described(
  z.record(z.text(1, 20), z.upTo(100)),
  'which events: what was asked for, by the name of the option; nothing for all of them',
);

/**
 * Events of `call/<contactId>`: what concerns neither an administrator nor a location. A drill is a call that nobody
 * made; its stream is `call/drill-<ulid>`.
 */
export const callEvents = {
  CallerRefused: {
    schema: 1,
    says: 'A stranger called the administrators’ line.',
    data: facts(() => ({
      reason: z.enum(['not-listed', 'malformed']),
      numberTag: z.described(
        z.nullable(z.upTo(200)),
        'keyed tag of the number, the same for the same number within the period; null when none came',
      ),
      period: z.described(z.matching(/^\d{4}$/), 'the year; the tags’ key changes with it'),
    })),
    hidden: ['numberTag'],
  },
  EmergencyChangeRefused: {
    schema: 2,
    says: 'A change was asked for at a location that does not exist.',
    data: changeRefused,
  },
  DrillHeld: {
    schema: 1,
    says: 'An operator sent an event all the way, from the log to the bus, to see it arrive. No caller hears of it.',
    data: facts(() => ({ heldBy: z.described(z.enum(['doctor']), 'the command that held it') })),
  },
  NumbersUnmasked: {
    schema: 1,
    says: 'Somebody was about to be given administrators’ numbers in the clear, and why.',
    data: facts(() => ({ query, reason: z.text(1, 200) })),
    hidden: ['query', 'reason'],
  },
  LogExported: {
    schema: 1,
    says: 'Somebody took events out of the log: which, in what form, and the hash of the file.',
    data: facts(() => ({
      query,
      format: z.described(z.enum(EXPORT_FORMATS), '`log`: every item, for an audit'),
      events: z.whole(0),
      sha256: z.described(sha256Hex, 'of the file that was written'),
      numbers: z.enum(['masked', 'clear']),
    })),
    hidden: ['query'],
  },
} as const satisfies Record<string, Shape>;

/** The event of a drill, which both of the log's readers tell their log about. */
export const DRILL = 'DrillHeld' satisfies keyof typeof callEvents;

export type CallEvent = EventOf<typeof callEvents>;
