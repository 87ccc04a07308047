import { z } from 'zod';
import { changeRefused } from './location.ts';
import type { EventOf, Shape } from './shape.ts';

/** Events of `call/<contactId>`: what concerns neither an administrator nor a location. */
export const callEvents = {
  CallerRefused: {
    schema: 1,
    says: 'A stranger called the administrators’ line.',
    data: z.strictObject({
      reason: z.enum(['not-listed', 'malformed']),
      numberTag: z
        .string()
        .max(200)
        .nullable()
        .describe(
          'keyed tag of the number, the same for the same number within the period; null when none came',
        ),
      period: z
        .string()
        .regex(/^\d{4}$/)
        .describe('the year; the tags’ key changes with it'),
    }),
    hidden: ['numberTag'],
  },
  EmergencyChangeRefused: {
    schema: 2,
    says: 'A change was asked for at a location that does not exist.',
    data: changeRefused,
  },
} as const satisfies Record<string, Shape>;

export type CallEvent = EventOf<typeof callEvents>;
