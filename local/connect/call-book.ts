import { ConnectError } from './errors.ts';
import type { Contact } from './types.ts';

/** `lastRequest`: resolves when the newest request of the call is done. */
type Entry = { contact: Contact; lastRequest: Promise<unknown> };

/** All calls in progress, and the last `maxEnded` that have ended. */
export const createCallBook = (maxEnded: number) => {
  const entries = new Map<string, Entry>();
  const ended = new Set<string>();

  const entryOf = (callId: string): Entry => {
    const entry = entries.get(callId);
    if (!entry)
      throw new ConnectError('unknown-call', 'There is no call with that id; it may have ended long ago.');
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

  return {
    add: (contact: Contact) => {
      entries.set(contact.id, { contact, lastRequest: Promise.resolve() });
    },
    /** @throws ConnectError `unknown-call` */
    find: (callId: string): Contact => entryOf(callId).contact,
    /** Runs `work` after every earlier request of this call. */
    inTurn: <Result>(callId: string, work: (contact: Contact) => Promise<Result>): Promise<Result> => {
      const entry = entryOf(callId);
      const done = entry.lastRequest.then(() => work(entry.contact)).finally(() => archive(entry.contact));
      entry.lastRequest = done.catch(() => {});
      return done;
    },
    /** For a call that ended outside `inTurn`. */
    archive,
  };
};
