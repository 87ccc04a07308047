import { defineEvent, eventsByName } from '../../ledger/index.ts';
import * as z from '../../zod.ts';
import { action, id } from '../fields.ts';

/** Events of `admin/<adminId>` about the changes of a session. */
export const adminSessionEvents = eventsByName(
  defineEvent('ChangeAuthorised', {
    version: 1,
    description: 'A verified administrator was granted one change of the session.',
    outcome: 'done',
    payload: () => ({
      adminId: id,
      locationId: id,
      action: action(),
      verifiedBy: z.described(id, 'the PinVerified event that began the session'),
      change: z.described(z.whole(1), 'ordinal of this change within the session, from 1'),
    }),
    sentence: ({ adminId, change, action, locationId }) =>
      `${adminId} was allowed to make change ${change} of this verified call: ${action} an emergency at ${locationId}.`,
  }),
  defineEvent('ChangeNotAuthorised', {
    version: 2,
    description: 'The session did not allow another change; carries the reason.',
    outcome: 'refused',
    payload: () => ({
      adminId: id,
      locationId: id,
      action: action(),
      reason: z.enum(['not-verified', 'session-over', 'changes-used-up', 'step-reused']),
    }),
    upcast: { 1: (old) => old },
    sentence: ({ adminId, action, locationId, reason }) =>
      `${adminId} was not allowed to ${action} an emergency at ${locationId}: ${reason}.`,
  }),
);
