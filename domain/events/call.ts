import * as z from '../zod.ts';
import { changeRefused } from './location.ts';
import { type EventOf, facts, type Shape } from './shape.ts';

/** Events of `call/<contactId>`: what concerns neither an administrator nor a location. */
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
} as const satisfies Record<string, Shape>;

export type CallEvent = EventOf<typeof callEvents>;
