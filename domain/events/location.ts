import * as z from '../zod.ts';
import { breakGlass, type EventOf, facts, id, maybeInstant, type Shape, texts } from './shape.ts';

const by = () => z.strictObject({ adminId: id, maskedNumber: z.upTo(20) });
export const CHANGE_REFUSALS = [
  'not-verified',
  'not-permitted',
  'unknown-type',
  'changed-since-heard',
  'unknown-center',
  'no-reason',
] as const;
export const ACTIONS = ['set', 'remove'] as const;

const changed = () => ({
  locationId: id,
  by: z.described(z.nullable(by()), 'the administrator; null when it was an operator past the phone'),
  verifiedBy: z.described(z.nullable(id), 'the PinVerified event that proves who it was'),
  breakGlass: breakGlass(),
  reaffirmed: z.described(z.boolean(), 'true when the status was the same before: somebody said so again'),
});

/** What was asked for and not done. */
export const changeRefused = facts(() => ({
  center: z.described(z.nullable(id), 'what the flow named, when it has the form of an id'),
  adminId: z.described(z.nullable(id), 'null when the number is nobody’s'),
  action: z.enum(ACTIONS),
  emergencyType: z.nullable(z.upTo(40)),
  reason: z.enum(CHANGE_REFUSALS),
  breakGlass: breakGlass(),
}));

/** Events of `location/<locationId>`. */
export const locationEvents = {
  EmergencySet: {
    schema: 2,
    says: 'A location was put into an emergency; carries the exact words callers hear.',
    data: facts(() => ({
      ...changed(),
      emergencyType: z.upTo(40),
      messages: texts(),
      expiresAt: maybeInstant(),
    })),
  },
  EmergencyRemoved: {
    schema: 2,
    says: 'A location was taken out of an emergency.',
    data: facts(changed),
  },
  EmergencyChangeRefused: {
    schema: 2,
    says: 'A change was asked for and refused, and why.',
    data: changeRefused,
  },
} as const satisfies Record<string, Shape>;

export type LocationEvent = EventOf<typeof locationEvents>;
