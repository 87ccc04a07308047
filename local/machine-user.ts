import { userInfo } from 'node:os';

type User = { username: string; uid: number };

const current = (): User => {
  try {
    return userInfo();
  } catch {
    // A container may run as a user id that has no entry in the system's list of users.
    return { username: '', uid: process.getuid?.() ?? -1 };
  }
};

/** Characters that an event's actor may not have (domain/ledger/envelope.ts). */
const FOREIGN = /^[^A-Za-z0-9]+|[^A-Za-z0-9_@.:/+=,-]/gu;

/**
 * The user of this machine, as the actor of operators' commands on it. Characters that an actor may not have become `_`; the
 * user id then tells apart those who would be called alike.
 */
export const machineUser = ({ username, uid }: User = current()): string => {
  const name = username.replace(FOREIGN, '_').replace(/^_+/, '').slice(0, 80);
  return name === username && name !== '' ? name : `${name || 'user'}/uid-${uid}`;
};
