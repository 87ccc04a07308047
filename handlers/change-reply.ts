import type { Config } from '../domain/config/config.ts';
import { type LocationEvent, type LocationState, location, type Status } from '../domain/emergency/index.ts';
import { type CommandResult, type EventStore, fold, type StoredEvent } from '../domain/ledger/index.ts';
import type { Reply } from './connect-event.ts';
import { statusReply } from './status-reply.ts';

type Change = CommandResult<LocationState, LocationEvent>;

const REFUSED = {
  'not-verified': 'NOT_VERIFIED',
  'not-permitted': 'NOT_PERMITTED',
  'unknown-type': 'UNKNOWN_TYPE',
  'changed-since-heard': 'CHANGED',
  'unknown-center': 'UNKNOWN_CENTER',
  // An operator's refusal, which no flow ever hears.
  'no-reason': 'NOT_PERMITTED',
} as const;

/** The status as it was after the event, read out as of the event's time, so that a retry hears the same. */
export const changeReply = async (
  config: Config,
  store: EventStore,
  found: Config['locations'][number],
  language: string,
  change: Change,
): Promise<Reply> => {
  const { event } = change;
  const status = await statusAfter(store, change);
  const then = statusReply(config, found, status, Date.parse(event.at), language);
  if (event.type === 'EmergencyChangeRefused')
    return { ...then, status: REFUSED[event.data.reason], changed: 'false' };
  return { ...then, status: 'DONE', changed: String(!event.data.reaffirmed) };
};

/** When a retry finds that others have changed the location since, the log is folded up to the event that answered it. */
const statusAfter = async (store: EventStore, { event, state }: Change): Promise<Status | null> => {
  if (state.answered.at(-1)?.[2] === event.seq) return state.status;
  const events: StoredEvent[] = [];
  for await (const { event: past } of store.read(event.stream)) {
    if (past.seq > event.seq) break;
    events.push(past);
  }
  return fold(location, events).status;
};
