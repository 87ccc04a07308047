import type { Config } from '../domain/config/config.ts';
import { type LocationEvent, type LocationState, location } from '../domain/emergency/index.ts';
import { type CommandResult, type EventStore, judgedTime } from '../domain/ledger/index.ts';
import { stateAfter } from '../use-cases/state-after.ts';
import type { Reply } from './connect-event.ts';
import { statusReply } from './status-reply.ts';

type Change = CommandResult<LocationState, LocationEvent>;

const REFUSED = {
  'not-verified': 'NOT_VERIFIED',
  'not-permitted': 'NOT_PERMITTED',
  'unknown-type': 'UNKNOWN_TYPE',
  'changed-since-heard': 'CHANGED',
  'unknown-center': 'UNKNOWN_CENTER',
  // Another change of this call had the same step; a new call has new ones.
  'step-reused': 'TRY_AGAIN',
  // An operator's refusal, which no flow receives.
  'no-reason': 'NOT_PERMITTED',
} as const;

/** The status right after the event, as of the event's time, so that a retry gets the same reply. */
export const changeReply = async (
  config: Config,
  store: EventStore,
  configured: Config['locations'][number],
  language: string,
  change: Change,
): Promise<Reply> => {
  const { event } = change;
  const { status } = await stateAfter(store, location, change);
  const then = statusReply(config, configured, status, judgedTime(event), language);
  if (event.type === 'EmergencyChangeRefused')
    return { ...then, status: REFUSED[event.data.reason], changed: 'false' };
  return { ...then, status: 'DONE', changed: String(!event.data.reaffirmed) };
};
