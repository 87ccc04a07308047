import { judgedTime, type Permission, type Reliance, type Replay } from '../../ledger/index.ts';
import type { AdminCommand } from '../admin/decide.ts';
import type { AdminEvent } from '../admin/events.ts';
import { type AdminState, enrolledEntry, type Of, profileOf, type Written } from '../admin/state.ts';
import { adminStream } from '../streams.ts';
import { actRefused, changed, entered, reenabled } from './admin-entry.ts';
import { codeAccepted, codeRequested, issued, issueRefused, rejected, sent, verified } from './admin-pin.ts';
import { authorizationKey, verificationKey } from './keys.ts';
import { ANY_NUMBER, NO_LIMITS } from './limits.ts';

const authorization = (event: Of<'ChangeAuthorised' | 'ChangeNotAuthorised'>): AdminCommand[] => {
  const { adminId, locationId, action } = event.data;
  const isUsedUp = event.type === 'ChangeNotAuthorised' && event.data.reason === 'changes-used-up';
  const limits = { ...NO_LIMITS, changesPerSession: isUsedUp ? 1 : ANY_NUMBER };
  const call = { contactId: event.contactId, at: judgedTime(event) };
  return [{ do: 'authorize-change', adminId, locationId, action, limits, ...call }];
};

const commandsOf = (state: AdminState, event: Written): Iterable<AdminCommand> => {
  const at = judgedTime(event);
  switch (event.type) {
    case 'AdminEnrolled':
      return [entered('enroll', event)];
    case 'AdminChanged':
      // The command changes an entry that it has read before.
      return profileOf(state) ? changed(event) : [];
    case 'AdminRevoked':
      return profileOf(state) ? [{ do: 'revoke', ...event.data }] : [];
    case 'AdminErased':
      return [{ do: 'erase', ...event.data }];
    case 'AdminReenabled':
      return reenabled(event, at);
    case 'AdminActRefused':
      return actRefused(event, at);
    case 'PinIssued':
      return issued(state, event);
    case 'CodeRequested':
      return codeRequested(state, event);
    case 'PinIssueRefused':
      return issueRefused(state, event);
    case 'PinSent':
    case 'PinSendFailed':
      return sent(state, event);
    case 'CodeAccepted':
      return codeAccepted(event);
    case 'PinVerified':
      return verified(state, event);
    case 'PinRejected':
      return rejected(event);
    case 'ChangeAuthorised':
    case 'ChangeNotAuthorised':
      return authorization(event);
  }
};

/** The events that only an operator's command writes; all others are written in the administrator's call. */
const BY_OPERATORS: ReadonlySet<string> = new Set([
  'AdminEnrolled',
  'AdminChanged',
  'AdminRevoked',
  'AdminErased',
  'AdminReenabled',
  'AdminActRefused',
]);

const misfit = ({ stream, type, actor, data }: Written): string | null => {
  if (adminStream(data.adminId) !== stream) return `concerns ${data.adminId}`;
  const isRight = BY_OPERATORS.has(type) ? /^(operator|system)\//.test(actor) : actor === stream;
  return isRight ? null : `its actor is ${actor}`;
};

/** A session's last change may be written a little later than it was authorized, by a clock a little ahead. */
const LATENESS = 60_000;

const permits = (state: AdminState, event: Written): Permission | null => {
  switch (event.type) {
    case 'PinVerified':
      return {
        key: verificationKey(event.stream, event.id),
        until: Date.parse(event.data.sessionEndsAt),
        once: false,
      };
    case 'ChangeAuthorised': {
      const { endsAt = 0 } = enrolledEntry(state)?.session ?? {};
      const { action, verifiedBy } = event.data;
      return { key: authorizationKey(event, action, verifiedBy), until: endsAt + LATENESS, once: true };
    }
    default:
      return null;
  }
};

const reliesOn = (event: Written): Reliance | null => {
  if (event.type !== 'AdminReenabled' || !event.data.by) return null;
  const stream = adminStream(event.data.by.adminId);
  return { key: verificationKey(stream, event.data.by.verifiedBy), stream };
};

export const adminReplay: Replay<AdminState, AdminCommand, AdminEvent> = {
  misfit,
  commandsOf,
  permits,
  reliesOn,
};
