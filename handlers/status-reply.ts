import { ago, inLanguage } from '../domain/config/caller-message.ts';
import type { Config } from '../domain/config/config.ts';
import { isOn, NO_EMERGENCY, type Status } from '../domain/emergency/index.ts';
import type { Reply } from './connect-event.ts';

type Location = Config['locations'][number];

/** `Center` is the location's id, in any case. */
export const findLocation = (config: Config, center: string | null): Location | undefined =>
  config.locations.find(({ id }) => id.toLowerCase() === center?.toLowerCase());

/** A location's status for a flow. `Message` is always the words a caller is to hear. `now` in milliseconds. */
export const statusReply = (
  config: Config,
  location: Location,
  status: Status | null,
  now: number,
  language: string,
): Reply => {
  const on = status !== null && isOn(status, now);
  const words = on ? status.messages : location.normal;
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

/** What is answered about a location nobody configured. */
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
