import equal from 'fast-deep-equal';
import { adminStream, locationStream, rules } from '../../domain/emergency/index.ts';
import { applyEvent, type EventStore, UnknownEvent } from '../../domain/ledger/index.ts';
import type { ComparePorts } from '../../projections/compare-rows.ts';
import type { LogFault } from './proof-faults.ts';

/** The streams of all administrators and locations that the configuration, a key or a row names. */
const streamsOf = async ({ locations, subjects, board, directory }: ComparePorts): Promise<Set<string>> => {
  const streams = new Set(locations.map(locationStream));
  for await (const { location } of board.all()) streams.add(locationStream(location));
  for await (const adminId of subjects()) streams.add(adminStream(adminId));
  for await (const { adminId } of directory.all()) streams.add(adminStream(adminId));
  return streams;
};

/** Whether the state of a stream's head is the fold of its events. */
const isFolded = (store: EventStore, stream: string): Promise<boolean> =>
  rules.withDecider(stream, async (decider) => {
    const head = await store.head(decider, stream);
    let state = decider.initial;
    for await (const { event } of store.read(stream))
      if (event.seq <= head.seq) state = applyEvent(decider, state, event);
    return equal(state, head.state);
  });

const stateFault = async (store: EventStore, stream: string): Promise<string | null> => {
  try {
    return (await isFolded(store, stream)) ? null : 'the stored state does not match the events';
  } catch (error) {
    if (error instanceof UnknownEvent) return 'was written by a newer version of the rules';
    throw error;
  }
};

/**
 * The streams whose next decision would start from a state that is not the fold of their events, by this version's rules; or
 * could not be made, because the state or an event is of a newer version.
 */
export const stateFaults = async (ports: ComparePorts): Promise<LogFault[]> => {
  const faults: LogFault[] = [];
  for (const stream of await streamsOf(ports)) {
    const fault = await stateFault(ports.store, stream);
    if (fault !== null) faults.push({ place: stream, fault });
  }
  return faults;
};
