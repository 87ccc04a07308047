import type { AdminState, Written } from '../admin-state.ts';
import { remember } from '../answered.ts';
import { changed, enrolled, erased, reenabled, revoked } from './list-state.ts';
import { codeRequested, issued, rejected, sendFailed, sent, verified } from './pin-state.ts';
import { authorised } from './session.ts';

/** What an event makes of the state; what only records a refusal changes nothing but the answers remembered. */
export const evolveAdmin = (before: AdminState, event: Written): AdminState => {
  const state = { ...before, answered: remember(before.answered, event) };
  switch (event.type) {
    case 'AdminEnrolled':
      return enrolled(state, event);
    case 'AdminChanged':
      return changed(state, event);
    case 'AdminRevoked':
      return revoked(state, event);
    case 'AdminErased':
      return erased(state, event);
    case 'AdminReenabled':
      return reenabled(state);
    case 'PinIssued':
      return issued(state, event);
    case 'CodeRequested':
      return codeRequested(state, event);
    case 'PinSent':
      return sent(state, event);
    case 'PinSendFailed':
      return sendFailed(state, event);
    case 'PinVerified':
      return verified(state, event);
    case 'PinRejected':
      return rejected(state, event);
    case 'ChangeAuthorised':
      return authorised(state, event);
    case 'AdminActRefused':
    case 'ChangeNotAuthorised':
    case 'PinIssueRefused':
      return state;
  }
};
