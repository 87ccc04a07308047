import { z } from 'zod';
import { breakGlass, type EventOf, id, maybeInstant, type Shape, texts } from './shape.ts';

export const by = z.strictObject({ adminId: id, maskedNumber: z.string().max(20) });
export const CHANGE_REFUSALS = [
  'not-verified',
  'not-permitted',
  'unknown-type',
  'changed-since-heard',
  'unknown-center',
  'no-reason',
] as const;
export const ACTIONS = ['set', 'remove'] as const;

const changed = {
  locationId: id,
  by: by.nullable().describe('the administrator; null when it was an operator past the phone'),
  verifiedBy: id.nullable().describe('the PinVerified event that proves who it was'),
  breakGlass,
  reaffirmed: z.boolean().describe('true when the status was the same before: somebody said so again'),
};

/** What was asked for and not done. */
export const changeRefused = z.strictObject({
  center: id.nullable().describe('what the flow named, when it has the form of an id'),
  adminId: id.nullable().describe('null when the number is nobody’s'),
  action: z.enum(ACTIONS),
  emergencyType: z.string().max(40).nullable(),
  reason: z.enum(CHANGE_REFUSALS),
  breakGlass,
});

/** Events of `location/<locationId>`. */
export const locationEvents = {
  EmergencySet: {
    schema: 2,
    says: 'A location was put into an emergency; carries the exact words callers hear.',
    data: z.strictObject({
      ...changed,
      emergencyType: z.string().max(40),
      messages: texts,
      expiresAt: maybeInstant,
    }),
  },
  EmergencyRemoved: {
    schema: 2,
    says: 'A location was taken out of an emergency.',
    data: z.strictObject(changed),
  },
  EmergencyChangeRefused: {
    schema: 2,
    says: 'A change was asked for and refused, and why.',
    data: changeRefused,
  },
} as const satisfies Record<string, Shape>;

export type LocationEvent = EventOf<typeof locationEvents>;
