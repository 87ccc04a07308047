import type { PinLimits } from '../../../domain/emergency/admin/pin-limits.ts';
import type { Reply } from '../../../handlers/connect-event.ts';
import { adminOf, type Next, type Of, type State, TOLERANCE, withAdmin, without } from './state.ts';

export const issue = (
  state: State,
  { adminId, contactId, text }: Of<'ask'>,
  of: number,
  clock: number,
): Next => {
  const admin = adminOf(state, adminId);
  const challenge = { of, pin: text?.pin ?? null, sentAt: 0, expiresAt: null, tries: 0 };
  const open = { ...admin.open, [contactId]: challenge };
  return { state: withAdmin(state, adminId, { at: clock, open }), says: null };
};

export const sending = (
  { lifeSeconds, length }: PinLimits,
  state: State,
  { adminId, contactId, text }: Of<'ask'>,
  of: number,
  clock: number,
): Next[] => {
  const admin = adminOf(state, adminId);
  const at = clock;
  const own = admin.open[contactId];
  const mine = own?.of === of;
  const failed = {
    state: withAdmin(state, adminId, { at, open: mine ? without(admin.open, contactId) : admin.open }),
    says: { status: 'SEND_FAILED', pinLength: 'none', waitSeconds: 'none' },
  };
  if (!text?.accepted) return [failed];
  const sent = mine
    ? { ...admin.open, [contactId]: { ...own, sentAt: at, expiresAt: at + lifeSeconds * 1000 } }
    : admin.open;
  const says = { status: 'SENT', pinLength: String(length), waitSeconds: 'none' };
  return [{ state: withAdmin(state, adminId, { at, open: sent }), says }, failed];
};

const refused = (status: string, left = 0): Reply => ({ status, triesLeft: String(left) });

export const tried = (
  { triesPerChallenge, sessionSeconds }: PinLimits,
  state: State,
  { adminId, contactId, typed }: Of<'type'>,
  clock: number,
): Next => {
  const admin = adminOf(state, adminId);
  const at = clock;
  const open = admin.open[contactId];
  const unchanged = withAdmin(state, adminId, { at });
  if (!open || open.expiresAt === null) return { state: unchanged, says: refused('EXPIRED') };
  if (open.tries >= triesPerChallenge) return { state: unchanged, says: refused('EXHAUSTED') };
  if (open.sentAt > at + TOLERANCE || at >= open.expiresAt)
    return { state: unchanged, says: refused('EXPIRED') };
  if (typed === open.pin) {
    const session = { contactId, beginsAt: at, endsAt: at + sessionSeconds * 1000, changes: 0 };
    const proven = { at, open: without(admin.open, contactId), session };
    return { state: withAdmin(state, adminId, proven), says: { status: 'VERIFIED', triesLeft: 'none' } };
  }
  const tries = open.tries + 1;
  const left = triesPerChallenge - tries;
  const says = left === 0 ? refused('EXHAUSTED') : refused(typed === 'Timeout' ? 'TIMEOUT' : 'WRONG', left);
  return {
    state: withAdmin(state, adminId, { at, open: { ...admin.open, [contactId]: { ...open, tries } } }),
    says,
  };
};
