import { hangUp } from './advance.ts';
import { ConnectError } from './errors.ts';
import type { Contact } from './types.ts';

/** `lastRequest`: resolves when the newest request of the call, made at `requestedAt` (milliseconds), is done. */
type Entry = { contact: Contact; lastRequest: Promise<unknown>; requestedAt: number };

/** Milliseconds after its last request at which a call in progress is abandoned: its client ended without hanging up. */
const ABANDONED_AFTER = 3_600_000;

/** All calls in progress, and the last `maxEnded` that have ended. A call that was abandoned is ended. */
export const createCallBook = (maxEnded: number, now: () => number) => {
  const entries = new Map<string, Entry>();
  const ended = new Set<string>();

  const entryOf = (callId: string): Entry => {
    const entry = entries.get(callId);
    if (!entry)
      throw new ConnectError('unknown-call', 'There is no call with that id; it may have ended long ago.');
    releaseAbandoned(entry);
    return entry;
  };

  const archive = ({ id, state }: Contact) => {
    if (state === 'ended') ended.add(id);
    for (const oldest of ended) {
      if (ended.size <= maxEnded) return;
      ended.delete(oldest);
      entries.delete(oldest);
    }
  };

  const releaseAbandoned = ({ contact, requestedAt }: Entry) => {
    if (contact.state === 'ended' || now() < requestedAt + ABANDONED_AFTER) return;
    hangUp(contact, 'released, as no request was made for an hour');
    archive(contact);
  };

  return {
    add: (contact: Contact) => {
      for (const entry of entries.values()) releaseAbandoned(entry);
      entries.set(contact.id, { contact, lastRequest: Promise.resolve(), requestedAt: now() });
    },
    /** @throws ConnectError `unknown-call` */
    find: (callId: string): Contact => entryOf(callId).contact,
    /** Runs `work` after every earlier request of this call. */
    inTurn: <Result>(callId: string, work: (contact: Contact) => Promise<Result>): Promise<Result> => {
      const entry = entryOf(callId);
      entry.requestedAt = now();
      const done = entry.lastRequest.then(() => work(entry.contact)).finally(() => archive(entry.contact));
      entry.lastRequest = done.catch(() => {});
      return done;
    },
    /** For a call that ended outside `inTurn`. */
    archive,
  };
};
