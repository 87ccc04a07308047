import type { E164 } from '../domain/emergency/index.ts';

/** A contact of any kind: call, chat, task or email, transferred, queued or called back. */
export type Contact = {
  contactId: string;
  instanceArn: string;
  /** The contact's language when the line has it, else the line's first. */
  language: string;
  parameters: Record<string, unknown>;
};

/** An inbound call. The number comes from Connect itself, never from a parameter. */
export type Call = Contact & {
  /** Null when withheld or not an E.164 number. */
  number: E164 | null;
};
