import type { AdminEvent } from './events.ts';

/** What the event of an administrator's stream was requested by; the same for a command and for its refusal. */
export const adminRequest = (event: AdminEvent): string => {
  switch (event.type) {
    case 'AdminEnrolled':
      return 'enroll';
    case 'AdminChanged':
      return 'change';
    case 'AdminRevoked':
      return 'revoke';
    case 'AdminErased':
      return 'erase';
    case 'AdminReenabled':
      return 'reenable';
    case 'AdminActRefused':
      return event.data.act === 'choose-factor' ? 'change' : event.data.act;
    case 'PinIssued':
    case 'CodeRequested':
    case 'PinIssueRefused':
      return 'issue-pin';
    case 'PinSent':
    case 'PinSendFailed':
      return 'record-send';
    case 'CodeAccepted':
    case 'PinVerified':
    case 'PinRejected':
      return 'verify-pin';
    case 'ChangeAuthorised':
    case 'ChangeNotAuthorised':
      return authorizationRequest(event.data);
  }
};

export const authorizationRequest = ({ action, locationId }: { action: string; locationId: string }) =>
  `${action}:${locationId}`;
