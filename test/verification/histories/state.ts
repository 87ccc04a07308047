import type { Reply } from '../../../handlers/connect-event.ts';

/** One block of a call as its caller saw it: what was asked, by whom, what came back. */
export type Operation = {
  adminId: string;
  contactId: string;
  asked: number;
  answered: number | null;
  reply: Reply | null;
} & (
  | { does: 'ask'; text: { pin: string; accepted: boolean } | null }
  | { does: 'type'; typed: string }
  | { does: 'hear'; center: string }
  | { does: 'change'; center: string; type: string | null; heardSeq: number }
);

/** Milliseconds by which the clocks of two functions may differ (docs/security/throttling.md). */
export const TOLERANCE = 2000;

export type Challenge = {
  of: number;
  pin: string | null;
  sentAt: number;
  expiresAt: number | null;
  tries: number;
};
export type Admin = {
  at: number;
  open: Record<string, Challenge>;
  session: { contactId: string; beginsAt: number; endsAt: number; changes: number } | null;
};
export type Location = { at: number; seq: number; status: { seq: number; type: string | null } | null };

/** All that a sequential line would have to remember. `changing`: what a change under way has found out so far. */
export type State = {
  admins: Record<string, Admin>;
  locations: Record<string, Location>;
  changing: Record<number, { from: number; until: number; granted: boolean | null }>;
};

export const initial: State = { admins: {}, locations: {}, changing: {} };

/**
 * The steps in which an operation takes effect, each at once. Asking makes a PIN, later it is sent or not; a change looks
 * up the proof, is granted unless the location refuses it anyway, and is written.
 */
export type StepName = 'issue' | 'send' | 'type' | 'hear' | 'look up' | 'grant' | 'write';

/** What one step may come to: the state after it and, for an operation's last, what must have been answered. */
export type Next = { state: State; says: Reply | null };

export type Of<Does extends Operation['does']> = Extract<Operation, { does: Does }>;

export const adminOf = ({ admins }: State, adminId: string): Admin =>
  admins[adminId] ?? { at: 0, open: {}, session: null };
export const locationOf = ({ locations }: State, center: string): Location =>
  locations[center] ?? { at: 0, seq: 0, status: null };

export const withAdmin = (state: State, adminId: string, change: Partial<Admin>): State => ({
  ...state,
  admins: { ...state.admins, [adminId]: { ...adminOf(state, adminId), ...change } },
});

export const without = <Value>(values: Record<string, Value>, key: string | number): Record<string, Value> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => name !== String(key)));
