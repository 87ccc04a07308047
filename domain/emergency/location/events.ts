import { defineEvent, type EventOf, eventsByName } from '../../ledger/index.ts';
import * as z from '../../zod.ts';
import { action, type BreakGlass, breakGlass, byBreakGlass, id, maybeInstant, texts } from '../fields.ts';

const changed = () => ({
  locationId: id,
  by: z.described(
    z.nullable(z.strictObject({ adminId: id, maskedNumber: z.upTo(20) })),
    'the administrator; null for an operator who bypassed the phone flow',
  ),
  verifiedBy: z.described(
    z.nullable(id),
    'the PinVerified event that verified the administrator; null for an operator',
  ),
  breakGlass: breakGlass(),
  reaffirmed: z.described(z.boolean(), 'true when the status was the same before and was confirmed'),
});

/** Events written before break-glass was supported were all made by phone. */
const byPhone = (old: Record<string, unknown>) => ({ ...old, breakGlass: null });

const requester = (adminId: string | null | undefined, breakGlass: BreakGlass | null): string =>
  adminId ?? (breakGlass ? `operator ${breakGlass.principal}` : 'an unknown caller');

/** A refused change. Used by the streams of locations, and of calls when the location does not exist. */
export const emergencyChangeRefused = (description: string) =>
  defineEvent('EmergencyChangeRefused', {
    version: 3,
    description,
    outcome: 'refused',
    payload: () => ({
      center: z.described(z.nullable(id), 'the value of Center, when it has the form of a location id'),
      adminId: z.described(z.nullable(id), 'null for a number that is not enrolled, and for an operator'),
      action: action(),
      emergencyType: z.nullable(z.upTo(40)),
      reason: z.enum([
        'not-verified',
        'not-permitted',
        'unknown-type',
        'changed-since-heard',
        'unknown-center',
        'no-reason',
        'step-reused',
      ]),
      breakGlass: breakGlass(),
    }),
    upcast: { 1: byPhone, 2: (old) => old },
    sentence: ({ center, adminId, action, reason, breakGlass }) =>
      `The request of ${requester(adminId, breakGlass)} to ${action} an emergency at ${center ?? 'an unknown location'} was refused: ${reason}${byBreakGlass(breakGlass)}.`,
  });

/** Events of `location/<locationId>`. */
export const locationEvents = eventsByName(
  defineEvent('EmergencySet', {
    version: 3,
    description: 'A location was put into an emergency; carries the exact words callers hear.',
    outcome: 'done',
    payload: () => ({
      ...changed(),
      emergencyType: z.upTo(40),
      messages: texts(),
      laterMessages: z.described(texts(), 'the same for later days of the location, with the date'),
      expiresAt: maybeInstant(),
    }),
    // The words of older events had no day.
    upcast: { 1: byPhone, 2: (old) => ({ ...old, laterMessages: old.messages }) },
    sentence: ({ by, breakGlass, reaffirmed, locationId, emergencyType }) => {
      const did = reaffirmed
        ? `confirmed that ${locationId} is still in an emergency`
        : `put ${locationId} into an emergency`;
      return `${requester(by?.adminId, breakGlass)} ${did}: ${emergencyType}${byBreakGlass(breakGlass)}.`;
    },
  }),
  defineEvent('EmergencyRemoved', {
    version: 2,
    description: 'A location was taken out of an emergency.',
    outcome: 'done',
    payload: changed,
    upcast: { 1: byPhone },
    sentence: ({ by, breakGlass, reaffirmed, locationId }) =>
      `${requester(by?.adminId, breakGlass)} removed the emergency at ${locationId}${reaffirmed ? ' (it was not in an emergency)' : ''}${byBreakGlass(breakGlass)}.`,
  }),
  emergencyChangeRefused('A requested change was refused; carries the reason.'),
);

export type LocationEvent = EventOf<typeof locationEvents>;
