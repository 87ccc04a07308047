import type { NumberReservations, Reservation } from '../../domain/emergency/ports.ts';

export type MemoryNumberReservations = NumberReservations & { held: Map<string, Reservation> };

/** Reservations in a map, by number. */
export const memoryNumberReservations = (): MemoryNumberReservations => {
  const held = new Map<string, Reservation>();
  return {
    held,
    async reserve(number, wanted, instead) {
      const holder = held.get(number.reveal());
      const mayReplace =
        !holder ||
        holder.adminId === wanted.adminId ||
        (holder.adminId === instead?.adminId && holder.at === instead.at);
      if (!mayReplace) return { ...holder };
      held.set(number.reveal(), { ...wanted });
      return wanted;
    },
    async release(adminId, at, except) {
      for (const [number, holder] of held)
        if (holder.adminId === adminId && holder.at <= at && number !== except?.reveal()) held.delete(number);
    },
  };
};
