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
      /** Keyed tag of the number, the same for the same number within `period`; null when no number came. */
      numberTag: z.string().max(200).nullable(),
      period: z.string().regex(/^\d{4}$/),
    }),
  },
  EmergencyChangeRefused: {
    schema: 1,
    says: 'A change was asked for at a location that does not exist.',
    data: changeRefused,
  },
} as const satisfies Record<string, Shape>;

export type CallEvent = EventOf<typeof callEvents>;
