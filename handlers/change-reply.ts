import type { Config } from '../domain/config.ts';
import type { LocationEvent } from '../domain/events/location.ts';
import type { Executed } from '../domain/execute.ts';
import type { LocationState } from '../domain/location.ts';
import type { Reply } from './connect.ts';
import { statusReply } from './status-reply.ts';

const REFUSED = {
  'not-verified': 'NOT_VERIFIED',
  'not-permitted': 'NOT_PERMITTED',
  'unknown-type': 'UNKNOWN_TYPE',
  'changed-since-heard': 'CHANGED',
  'unknown-center': 'UNKNOWN_CENTER',
} as const;

/** The status as it is after the event, read out as of the event's time, so that a retry hears the same. */
export const changeReply = (
  config: Config,
  found: Config['locations'][number],
  language: string,
  { event, state }: Executed<LocationState, LocationEvent>,
): Reply => {
  const now = statusReply(config, found, state.status, Date.parse(event.at), language);
  if (event.type === 'EmergencyChangeRefused')
    return { ...now, status: REFUSED[event.data.reason], changed: 'false' };
  return { ...now, status: 'DONE', changed: String(!event.data.reaffirmed) };
};
