import { DAY_SHARDS, type EventStore, type StoredEvent } from '../../domain/ledger/index.ts';
import { counted } from '../output.ts';
import { expectThat, type Finding } from './findings.ts';

const DAYS = 7;
const DAY = 86_400_000;
/** With more than one late PIN in ten, the lifetime is too short for this line's texts; a single one proves nothing. */
const MOST_LATE = 0.1;

async function* lastDays(store: Pick<EventStore, 'day'>, now: number): AsyncGenerator<StoredEvent> {
  for (let at = now - DAYS * DAY; at <= now; at += DAY)
    for (let shard = 0; shard < DAY_SHARDS; shard += 1)
      for await (const { event } of store.day(`${new Date(at).toISOString().slice(0, 10)}#${shard}`))
        yield event;
}

/** Counts the PINs of the last week that were texted, and those of them that were entered after they had expired. `now` in ms. */
export const checkLatePins = async (store: Pick<EventStore, 'day'>, now: number): Promise<Finding> => {
  const sent = new Set<unknown>();
  const late = new Set<unknown>();
  for await (const { type, data } of lastDays(store, now)) {
    if (type === 'PinSent') sent.add(data.challengeId);
    if (type === 'PinRejected' && data.reason === 'expired') late.add(data.challengeId);
  }
  const count = [...late].filter((id) => sent.has(id)).length;
  const found = `${counted(sent.size, 'PIN')} sent in the last ${DAYS} days, ${count} entered too late`;
  return expectThat(
    'texts, too late',
    count < 2 || count <= sent.size * MOST_LATE,
    found,
    found,
    'texts take longer than pin.lifeSeconds: raise it to 60 or 120, or use authenticator apps (docs/security/throttling.md)',
  );
};
