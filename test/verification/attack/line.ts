import { type AdminCommand, admin } from '../../../domain/emergency/admin/decide.ts';
import type { AdminEvent } from '../../../domain/emergency/admin/events.ts';
import type { PinLimits } from '../../../domain/emergency/admin/pin-limits.ts';
import { type AdminState, challengeOn, profileOf } from '../../../domain/emergency/admin/state.ts';

/** What the line answers who asks for a PIN: a challenge, a time (ms) to ask again, or never by itself. */
export type Asked =
  | { contactId: string; kind: 'PIN' | 'code' }
  | { until: number; scope: string | null }
  | 'stopped';

/** Authenticator codes change this often, in milliseconds. */
const STEP = 30_000;

/** What no rule of an administrator's stream reads. */
const UNUSED = { v: 1, stream: 'admin/simulated', schema: 1, actor: 'system/simulation', prev: '' } as const;

const HOUR = 3_600_000;
const MOBILE = { type: 'MOBILE', carrier: null, mcc: null, mnc: null, country: null } as const;
const entry = {
  number: 'encrypted',
  numberChanged: true,
  name: 'encrypted',
  maskedNumber: '+65******01',
  factor: 'sms',
  totp: null,
} as const;

/**
 * So many administrators as the log would have them: every command goes to the real rules and what they decide is folded
 * by them. The line's texts are counted as the product counts them. Each call passes the time, in
 * milliseconds, and must not fall.
 */
export const simulatedLine = (administrators: number, limits: PinLimits, start: number) => {
  const states: AdminState[] = Array.from({ length: administrators }, () => admin.initial);
  let texts: number[] = [];
  let events = 0;
  let calls = 0;

  const does = (index: number, command: AdminCommand, at: number, contactId: string): AdminEvent => {
    const state = states[index] ?? admin.initial;
    const decided = admin.decide(state, command);
    events += 1;
    const id = String(events);
    const written = { at: new Date(at).toISOString(), contactId, id, seq: events, step: id };
    states[index] = admin.evolve(state, { ...UNUSED, ...written, ...decided });
    return decided;
  };

  for (let index = 0; index < administrators; index += 1) {
    const enroll = {
      do: 'enroll',
      adminId: `admin-${index}`,
      ...entry,
      isNumberTaken: false,
      language: 'en-US',
      phone: MOBILE,
    } as const;
    does(index, { ...enroll, locations: ['*'] }, start, 'desk');
  }

  return {
    /** A call, a new one unless named, that asks for a PIN or code; a text is accepted by the provider at once. */
    ask(index: number, at: number, ongoing?: string): Asked {
      calls += 1;
      const contactId = ongoing ?? `call-${calls}`;
      const challengeId = `${contactId}-${events}`;
      const adminId = `admin-${index}`;
      texts = texts.filter((text) => text > at - HOUR);
      const system = { sends: texts, admins: administrators };
      const numberSeq = profileOf(states[index] ?? admin.initial)?.numberSeq ?? 0;
      const call = { adminId, limits, challengeId, contactId, at };
      const asked = does(
        index,
        { do: 'issue-pin', numberSeq, rowContradictsLog: false, phone: MOBILE, tag: '', system, ...call },
        at,
        contactId,
      );
      if (asked.type === 'PinIssued') {
        texts.push(at);
        const outcome = { sent: true, messageId: contactId } as const;
        does(index, { do: 'record-send', provider: 'none', outcome, ...call }, at, contactId);
        return { contactId, kind: 'PIN' };
      }
      if (asked.type === 'CodeRequested') return { contactId, kind: 'code' };
      const { until, scope } = asked.data as { until: string | null; scope: string | null };
      return until === null ? 'stopped' : { until: Date.parse(until), scope };
    },
    /** One try in a call: what it became. */
    types(index: number, contactId: string, right: boolean, at: number): AdminEvent {
      const adminId = `admin-${index}`;
      const typed = right ? 'right' : 'wrong';
      const state = states[index] ?? admin.initial;
      const totpStep = challengeOn(state, contactId)?.kind === 'totp' ? Math.floor(at / STEP) : null;
      const command = { do: 'verify-pin', adminId, limits, typed, totpStep, contactId, at } as const;
      return does(index, command, at, contactId);
    },
    /** Somebody else answers for the administrator. */
    reenable(index: number, at: number) {
      const approver = { breakGlass: { principal: 'desk', reason: 'simulated' } };
      does(index, { do: 'reenable', adminId: `admin-${index}`, at, approver }, at, 'desk');
    },
    /** The administrator gets an authenticator. */
    enrollAuthenticator(index: number, at: number) {
      const encrypted = { number: 'encrypted', name: 'encrypted', totp: 'encrypted' };
      const adminId = `admin-${index}`;
      does(index, { do: 'choose-factor', adminId, factor: 'totp', encrypted }, at, 'desk');
    },
  };
};

export type SimulatedLine = ReturnType<typeof simulatedLine>;
