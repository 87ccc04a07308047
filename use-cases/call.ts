import type { E164 } from '../domain/emergency/index.ts';

/** A contact of any kind: call, chat, task or email, transferred, queued or called back. */
export type Contact = {
  contactId: string;
  instanceArn: string;
  /** One the line speaks: the contact's own, or the line's first. */
  language: string;
  parameters: Record<string, unknown>;
};

/** What a flow sends, as far as we believe it. The number comes from Connect itself, never from a parameter. */
export type Call = Contact & {
  /** Null when the caller withheld it or it is no E.164 number. */
  number: E164 | null;
};
