import { ago, inLanguage, wordsAt } from '../domain/config/caller-message.ts';
import type { Config } from '../domain/config/config.ts';
import { isOn, NO_EMERGENCY, type Status } from '../domain/emergency/index.ts';
import type { Reply } from './connect-event.ts';

type Location = Config['locations'][number];

/** A location's status for a flow. `Message` is what callers hear, emergency or not. `now` in milliseconds. */
export const statusReply = (
  config: Config,
  location: Location,
  status: Status | null,
  now: number,
  language: string,
): Reply => {
  const on = status !== null && isOn(status, now);
  const words = on ? wordsAt(status, location.timeZone, now) : location.normal;
  return {
    status: status === null ? 'NOT_SET_UP' : on ? 'EMERGENCY' : 'NORMAL',
    Emergency: String(on),
    EmergencyType: on ? (status.emergencyType ?? 'none') : NO_EMERGENCY,
    Message: inLanguage(config, words, language),
    UpdatedAt: status?.at ?? 'none',
    UpdatedAgo: ago(status, now, language),
    seq: String(status?.seq ?? 0),
    stale: 'false',
  };
};

/** The reply about a location that is not configured. */
export const unknownCenter: Reply = {
  status: 'UNKNOWN_CENTER',
  Emergency: 'false',
  EmergencyType: NO_EMERGENCY,
  Message: 'none',
  UpdatedAt: 'none',
  UpdatedAgo: 'none',
  seq: '0',
  stale: 'false',
};
