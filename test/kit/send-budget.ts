import { decodeTime } from 'ulid';
import type { SendBudget } from '../../domain/emergency/ports.ts';

const HOUR = 3_600_000;

export type MemorySendBudget = SendBudget & { places: Set<string>; admins: Set<string> };

/** A send budget in a set. */
export const memorySendBudget = (): MemorySendBudget => {
  const places = new Set<string>();
  const admins = new Set<string>();
  return {
    places,
    admins,
    async reserve(place) {
      const others = [...places].filter((one) => one !== place).map((one) => decodeTime(one));
      places.add(place);
      const since = decodeTime(place) - HOUR;
      return { sends: others.filter((at) => at > since).sort((a, b) => a - b), admins: admins.size };
    },
    async release(place) {
      places.delete(place);
    },
    async setEnrolled(adminId, isListed) {
      if (isListed) admins.add(adminId);
      else admins.delete(adminId);
    },
  };
};
