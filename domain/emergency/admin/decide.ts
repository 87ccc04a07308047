import type { Decider } from '../../ledger/index.ts';
import type { Data } from './command.ts';
import { type ChooseFactor, chooseFactor, type Enter, enter, type Reenable, reenable } from './entry.ts';
import { type AdminEvent, adminEvents } from './events.ts';
import { evolveAdmin } from './evolve.ts';
import { type IssuePin, issuePin, type RecordSend, recordSend } from './issue-pin.ts';
import { adminRequest } from './request.ts';
import { type AuthorizeChange, authorizeChange } from './session.ts';
import { type AdminState, initialAdmin } from './state.ts';
import { rejectReused, type VerifyPin, verifyPin } from './verify-pin.ts';

/** The commands of an administrator's stream. `at` is in milliseconds; the limits are configuration and come with the command. */
export type AdminCommand =
  | Enter
  | ({ do: 'revoke' } & Data<'AdminRevoked'>)
  | ({ do: 'erase' } & Data<'AdminErased'>)
  | Reenable
  | ChooseFactor
  | IssuePin
  | RecordSend
  | VerifyPin
  | AuthorizeChange;

export type { SendOutcome } from './issue-pin.ts';

const decide = (state: AdminState, command: AdminCommand): AdminEvent => {
  switch (command.do) {
    case 'enroll':
    case 'change':
      return enter(state, command);
    case 'revoke': {
      const { do: _, ...data } = command;
      return { type: 'AdminRevoked', data };
    }
    case 'erase': {
      const { do: _, ...data } = command;
      return { type: 'AdminErased', data };
    }
    case 'reenable':
      return reenable(state, command);
    case 'choose-factor':
      return chooseFactor(state, command);
    case 'issue-pin':
      return issuePin(state, command);
    case 'record-send':
      return recordSend(state, command);
    case 'verify-pin':
      return verifyPin(state, command);
    case 'authorize-change':
      return authorizeChange(state, command);
  }
};

/** Refuses a command whose idempotency key another command has used. The outcome of a text is recorded all the same. */
const refuseReused = (state: AdminState, command: AdminCommand): AdminEvent => {
  const { adminId } = command;
  const reason = 'step-reused';
  switch (command.do) {
    case 'record-send':
      return recordSend(state, command);
    case 'issue-pin':
      return { type: 'PinIssueRefused', data: { adminId, reason, scope: null, until: null } };
    case 'verify-pin':
      return rejectReused(state, command);
    case 'authorize-change': {
      const { locationId, action } = command;
      return { type: 'ChangeNotAuthorised', data: { adminId, locationId, action, reason } };
    }
    default:
      return { type: 'AdminActRefused', data: { adminId, act: command.do, reason, breakGlass: null } };
  }
};

/** The rules of an administrator's stream: the entry, challenges and sessions, and the counters that limit guessing over all calls. */
export const admin: Decider<AdminState, AdminCommand, AdminEvent> = {
  kind: 'admin',
  events: adminEvents,
  stateVersion: 7,
  initial: initialAdmin,
  evolve: evolveAdmin,
  decide,
  refuseReused,
  requestOf: adminRequest,
};
