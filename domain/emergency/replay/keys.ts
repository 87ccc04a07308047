import type { StoredEvent } from '../../ledger/index.ts';

type OfCall = Pick<StoredEvent, 'stream' | 'contactId' | 'step'>;

/** The key of an authorization of one change: its administrator, call, step (which names the location), action and session. */
export const authorizationKey = (
  { stream, contactId, step }: OfCall,
  action: 'set' | 'remove',
  verifiedBy: string,
): string => `${stream} ${contactId} ${step} ${action} ${verifiedBy}`;

/** The key of a verification: the stream and id of its PinVerified event. */
export const verificationKey = (stream: string, id: string): string => `${stream} ${id}`;
