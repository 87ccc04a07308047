import { isOn, location, type Status } from '../../domain/emergency/index.ts';
import { applyEvent, ownEvent, type StoredEvent } from '../../domain/ledger/index.ts';
import type { Change } from './change-authority.ts';

/** What a change did: set or removed an emergency, changed its type, or confirmed what was there. */
export type ChangeKind = 'set' | 'removed' | 'changed' | 'confirmed';

export type LocationChange = { kind: ChangeKind; change: Change; by: string };

/** A location's status, and the changes that made it: first the one it dates from, then those that confirmed or changed it. */
export type StatusWithChanges = { status: Status | null; changes: LocationChange[] };

const kindOf = ({ type, data }: Change, wasOn: boolean): ChangeKind => {
  if (data.reaffirmed) return 'confirmed';
  if (type === 'EmergencyRemoved') return 'removed';
  return wasOn ? 'changed' : 'set';
};

/** The status after a location's events, and the changes that made it. */
export const statusWithChanges = async (events: AsyncIterable<StoredEvent>): Promise<StatusWithChanges> => {
  let state = location.initial;
  let changes: LocationChange[] = [];
  for await (const event of events) {
    const before = state.status;
    state = applyEvent(location, state, event);
    const change = ownEvent(location, event);
    if (change.type === 'EmergencyChangeRefused' || !state.status) continue;
    const wasOn = before !== null && isOn(before, Date.parse(state.status.at));
    const kind = kindOf(change, wasOn);
    const goesOn = kind === 'confirmed' || kind === 'changed';
    changes = [...(goesOn ? changes : []), { kind, change, by: state.status.by }];
  }
  return { status: state.status, changes };
};

/** Since when a location is in the status of its changes (ISO): an emergency that ended by itself, since its end. */
export const sinceOf = ({ status, changes }: StatusWithChanges, now: number): string | null =>
  status?.emergency && !isOn(status, now) ? status.expiresAt : (changes[0]?.change.at ?? null);
