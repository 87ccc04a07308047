import { recordProcessed } from '../../ledger/index.ts';
import { onChanged, onEnrolled, onErased, onReenabled, onRevoked } from './entry-state.ts';
import {
  onCodeAccepted,
  onCodeRequested,
  onPinIssued,
  onPinRejected,
  onPinSendFailed,
  onPinSent,
  onPinVerified,
} from './pin-state.ts';
import { adminRequest } from './request.ts';
import { onChangeAuthorized } from './session.ts';
import type { AdminState, Written } from './state.ts';

/** The state after one more event. A refusal changes only the processed commands. */
export const evolveAdmin = (before: AdminState, event: Written): AdminState => {
  const state = { ...before, answered: recordProcessed(before.answered, event, adminRequest(event)) };
  switch (event.type) {
    case 'AdminEnrolled':
      return onEnrolled(state, event);
    case 'AdminChanged':
      return onChanged(state, event);
    case 'AdminRevoked':
      return onRevoked(state, event);
    case 'AdminErased':
      return onErased(state, event);
    case 'AdminReenabled':
      return onReenabled(state, event);
    case 'PinIssued':
      return onPinIssued(state, event);
    case 'CodeRequested':
      return onCodeRequested(state, event);
    case 'CodeAccepted':
      return onCodeAccepted(state, event);
    case 'PinSent':
      return onPinSent(state, event);
    case 'PinSendFailed':
      return onPinSendFailed(state, event);
    case 'PinVerified':
      return onPinVerified(state, event);
    case 'PinRejected':
      return onPinRejected(state, event);
    case 'ChangeAuthorised':
      return onChangeAuthorized(state, event);
    case 'AdminActRefused':
    case 'ChangeNotAuthorised':
    case 'PinIssueRefused':
      return state;
  }
};
