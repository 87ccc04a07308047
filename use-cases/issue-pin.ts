import { type AdminEvent, possiblyDelivered } from '../domain/emergency/index.ts';
import type { StoredEvent } from '../domain/ledger/index.ts';
import type { Call } from './call.ts';
import { type CallerPorts, findCaller } from './identify-caller.ts';
import { refuseUnknownCaller } from './refuse-unknown-caller.ts';
import { type ChallengePorts, requestChallenge } from './request-challenge.ts';
import { type SendPorts, sendingOutcome, sendPin } from './send-pin.ts';

export type IssuePinPorts = CallerPorts & ChallengePorts & SendPorts;

/** Raises the alarm `number-mismatch`. */
const NUMBER_MISMATCH = 'NUMBER MISMATCH: the directory contradicts the administrator’s own stream';

/**
 * Requests the authenticator's code, or issues a PIN to the calling administrator and texts it to that very number. The
 * PIN is in this function's memory and in the text, nowhere else; a retry gets the outcome of the first try.
 * @returns the event that decides the answer; null when the caller is no administrator, which is recorded as well
 */
export const issuePin = async (
  ports: IssuePinPorts,
  call: Call,
  step: string,
): Promise<(StoredEvent & AdminEvent) | null> => {
  const row = await findCaller(ports, call);
  if (!row || !call.number) {
    await refuseUnknownCaller(ports, call, step);
    return null;
  }
  const { number, contactId } = call;
  const { adminId } = row;
  const metadata = { actor: `admin/${adminId}`, contactId, step, request: 'issue-pin' };
  const pin = ports.pinCodes.newPin(ports.config.pin.length);
  const { event, replayed, release } = await requestChallenge(ports, call, row, number, metadata, pin);
  if (event.type !== 'PinIssued') {
    const { stream, seq } = event;
    if (event.type === 'PinIssueRefused' && event.data.reason === 'number-mismatch')
      ports.log('error', NUMBER_MISMATCH, { function: 'OneTimePin', contactId, adminId, stream, seq });
    return event;
  }
  const challenge = { adminId, challengeId: event.data.challengeId, metadata };
  if (replayed) return sendingOutcome(ports, challenge);
  const outcome = await sendPin(ports, challenge, number, pin);
  if (outcome.type === 'PinSendFailed' && !possiblyDelivered(outcome.data)) await release();
  return outcome;
};
