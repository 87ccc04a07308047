import { maskNumber, parseE164 } from '../domain/emergency/index.ts';
import type { CallView, Client } from './client.ts';

export type StepResult = { name: string; ok: boolean; said: string[]; keys: string[] };

/** A demo caller with one call at a time; `said` and `typed` are the line's prompts and the caller's keys in this step. */
export type Stage = {
  line: Client;
  dial(from: string, to: string): Promise<void>;
  keys(digits: string): Promise<void>;
  /** Types the newest PIN received by a phone; printed as dots. */
  typePin(phone: string): Promise<void>;
  /** Types a PIN that differs from the newest one; printed as dots. */
  typeWrongPin(phone: string): Promise<void>;
  silence(): Promise<void>;
  hangup(): Promise<void>;
  /** The newest text received by a phone, its PIN as dots. */
  newestSms(phone: string): Promise<{ from: string; body: string; digits: number } | null>;
  said: string[];
  typed: string[];
};

const DOTS = '••••••';
const PIN = /(?<=PIN is )\d+/;

const masked = (number: string) => {
  const parsed = parseE164(number);
  return parsed ? maskNumber(parsed) : number;
};

export const stageOn = (line: Client): Stage => {
  let call: CallView | null = null;
  const heard = (view: CallView) => {
    call = view;
    stage.said.push(...view.said);
  };
  const callId = () => call?.callId ?? '';
  const newest = async (phone: string) => (await line.messages(phone)).at(-1) ?? null;
  const pin = async (phone: string) => PIN.exec((await newest(phone))?.body ?? '')?.[0] ?? '';
  const type = async (digits: string, shown: string) => {
    stage.typed.push(shown);
    heard(await line.keys(callId(), digits));
  };
  const stage: Stage = {
    line,
    said: [],
    typed: [],
    dial: async (from, to) => {
      stage.typed.push(`dials ${to} from ${masked(from)}`);
      heard(await line.dial(from, to));
    },
    keys: (digits) => type(digits, digits),
    typePin: async (phone) => type(await pin(phone), DOTS),
    typeWrongPin: async (phone) => {
      const right = await pin(phone);
      await type(
        right.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)),
        DOTS,
      );
    },
    silence: async () => {
      stage.typed.push('says nothing');
      heard(await line.wait(callId()));
    },
    hangup: async () => {
      stage.typed.push('hangs up');
      if (call?.state === 'in-progress') heard(await line.hangup(callId()));
    },
    newestSms: async (phone) => {
      const sms = await newest(phone);
      return (
        sms && {
          from: sms.from,
          body: sms.body.replace(PIN, DOTS),
          digits: PIN.exec(sms.body)?.[0].length ?? 0,
        }
      );
    },
  };
  return stage;
};
