import type { LineEvent, Memory } from './consumer.ts';

export type LocationStatus = { emergency: boolean; type: string | null; since: string };

/** Tracks which locations are in an emergency. In memory here; use a table in production. */
export const locationStatus = () => {
  const last = new Map<string, LineEvent>();
  const early = new Map<string, LineEvent>();
  const statuses = new Map<string, LocationStatus>();
  const key = (stream: string, seq: number) => `${stream} ${seq}`;
  const memory: Memory = {
    last: async (stream) => last.get(stream) ?? null,
    apply: async (event) => {
      const { type, at, data } = event;
      const location = String(data.locationId);
      if (type === 'EmergencySet')
        statuses.set(location, { emergency: true, type: String(data.emergencyType), since: at });
      if (type === 'EmergencyRemoved') statuses.set(location, { emergency: false, type: null, since: at });
      last.set(event.stream, event);
    },
    setAside: async (event) => void early.set(key(event.stream, event.seq), event),
    takeBack: async (stream, seq) => {
      const event = early.get(key(stream, seq)) ?? null;
      early.delete(key(stream, seq));
      return event;
    },
  };
  return { memory, statuses, early };
};
