import type { TextSeal } from '../../local/aws/messages.ts';

/** Keeps texts as base64, as if their person were never erased. */
export const openSeal: TextSeal = {
  seal: async (number, _, clear) => ({ subject: number, sealed: Buffer.from(clear).toString('base64') }),
  open: async (_, __, sealed) => Buffer.from(sealed, 'base64').toString('utf8'),
};
