import type { AdminEvent } from './events.ts';
import { type AdminState, listedOf, type Profile } from './state.ts';

export type ChooseFactor = {
  do: 'choose-factor';
  adminId: string;
  factor: Profile['factor'];
  /** The entry's personal data, sealed anew for the place of this event; null when there is no entry. */
  sealed: Pick<Profile, 'number' | 'name' | 'totp'> | null;
};

/** The same entry, with another authentication factor. */
export const chooseFactor = (state: AdminState, { adminId, factor, sealed }: ChooseFactor): AdminEvent => {
  const profile = listedOf(state)?.profile;
  if (!profile || !sealed) {
    const data = { adminId, act: 'choose-factor', reason: 'not-listed', breakGlass: null } as const;
    return { type: 'AdminActRefused', data };
  }
  const { maskedNumber, locations, language, phone } = profile;
  const entry = { adminId, numberChanged: false, maskedNumber, locations, language, phone, factor };
  return { type: 'AdminChanged', data: { ...entry, ...sealed } };
};
