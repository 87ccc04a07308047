import { userInfo } from 'node:os';

/** Characters that an event's actor may not have (domain/ledger/envelope.ts). */
const FOREIGN = /[^A-Za-z0-9_@.:/+=,-]/gu;

/** The user's name; empty for a user id without an entry on this machine, as in a container. */
const nameFrom = (info: typeof userInfo): string => {
  try {
    return info().username;
  } catch {
    return '';
  }
};

/**
 * The user of this machine, as the actor of operators' commands on it. Characters that an actor may not have become `_`; the
 * user id then tells apart those who would be called alike.
 */
export const machineUser = (info = userInfo, uid = process.getuid?.() ?? -1): string => {
  const username = nameFrom(info);
  const name = username
    .replace(FOREIGN, '_')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 80);
  return name === username && name !== '' ? name : `${name || 'user'}/uid-${uid}`;
};
