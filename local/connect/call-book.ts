import { ConnectError } from './errors.ts';
import type { Contact } from './types.ts';

/** One call and the end of its last request: requests of one call wait for each other. */
type Entry = { contact: Contact; turn: Promise<unknown> };

export type CallBook = {
  add(contact: Contact): void;
  /** Throws ConnectError `unknown-call`. */
  find(callId: string): Contact;
  /** Runs `work` after every earlier request of this call. */
  inTurn<Result>(callId: string, work: (contact: Contact) => Promise<Result>): Promise<Result>;
  /** To be called when a call has ended outside its turn. */
  shelve(contact: Contact): void;
};

/** The calls there are, and the last `keep` that have ended. */
export const createCallBook = (keep: number): CallBook => {
  const entries = new Map<string, Entry>();
  const ended = new Set<string>();

  const entryOf = (callId: string): Entry => {
    const entry = entries.get(callId);
    if (!entry)
      throw new ConnectError('unknown-call', 'There is no call of that id; it may have ended long ago.');
    return entry;
  };

  const shelve = ({ id, state }: Contact) => {
    if (state === 'ended') ended.add(id);
    for (const oldest of ended) {
      if (ended.size <= keep) return;
      ended.delete(oldest);
      entries.delete(oldest);
    }
  };

  return {
    add: (contact) => {
      entries.set(contact.id, { contact, turn: Promise.resolve() });
    },
    find: (callId) => entryOf(callId).contact,
    inTurn: (callId, work) => {
      const entry = entryOf(callId);
      const done = entry.turn.then(() => work(entry.contact)).finally(() => shelve(entry.contact));
      entry.turn = done.catch(() => {});
      return done;
    },
    shelve,
  };
};
