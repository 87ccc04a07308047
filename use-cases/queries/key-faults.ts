import { admin, adminStream, profileOf } from '../../domain/emergency/index.ts';
import type { EventStore } from '../../domain/ledger/index.ts';
import type { LogFault } from './proof-faults.ts';

type KeyPorts = { store: EventStore; subjects(): AsyncIterable<string> };

const keysOf = async ({ subjects }: KeyPorts): Promise<ReadonlySet<string>> => {
  const keys = new Set<string>();
  for await (const id of subjects()) keys.add(id);
  return keys;
};

const faultOf = async ({ store }: KeyPorts, keys: ReadonlySet<string>, adminId: string) => {
  const { state } = await store.head(admin, adminStream(adminId));
  const hasKey = keys.has(adminId);
  if (state.listing.status === 'erased')
    return hasKey
      ? `still exists, although the administrator was erased; repeat: emergency admin erase ${adminId}`
      : null;
  return profileOf(state) && !hasKey ? 'is missing, although the log holds no erasure' : null;
};

/**
 * The administrators' keys that contradict the log: missing without an erasure, or there after one. What is found is looked at
 * once more, because an erasure may be under way.
 */
export const keyFaults = async (ports: KeyPorts, adminIds: Iterable<string>): Promise<LogFault[]> => {
  const faults: LogFault[] = [];
  const keys = await keysOf(ports);
  for (const adminId of adminIds) {
    if ((await faultOf(ports, keys, adminId)) === null) continue;
    const fault = await faultOf(ports, await keysOf(ports), adminId);
    if (fault) faults.push({ place: `key of ${adminId}`, fault });
  }
  return faults;
};
