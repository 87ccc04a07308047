import { smsBody } from '../../adapters/sms-body.ts';
import type { Config } from '../../domain/config/config.ts';
import { parsePin } from '../../domain/emergency/index.ts';

/** GSM 03.38: the characters of a text with 160 characters in a part, and those of its extension table, which count twice. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENDED = '\f^{}\\[~]|€';

const charactersOutside = (text: string): string[] => [
  ...new Set([...text].filter((one) => !BASIC.includes(one) && !EXTENDED.includes(one))),
];

const parts = (length: number, one: number, ofSeveral: number): number =>
  length <= one ? 1 : Math.ceil(length / ofSeveral);

/** The parts a text is sent in: 160 or 153 septets of GSM-7, or 70 or 67 UTF-16 units when a character is outside it. */
export const partsOf = (text: string): number => {
  if (charactersOutside(text).length > 0) return parts(text.length, 70, 67);
  const twice = [...text].filter((one) => EXTENDED.includes(one)).length;
  return parts(text.length + twice, 160, 153);
};

/** The warning that a PIN's text takes several parts because of the line's name; null when it fits into one. */
export const textPartsWarning = ({ name, pin, sms }: Config): string | null => {
  // Notify has a template of its own, with displayName.
  const code = parsePin('0'.repeat(pin.length), pin.length);
  if (sms.provider === 'end-user-messaging-notify' || !code) return null;
  const content = { kind: 'pin' as const, brand: name, pin: code };
  const count = partsOf(smsBody({ content, ttlSeconds: pin.lifeSeconds }));
  if (count === 1) return null;
  const price =
    'maxPrice' in sms ? `; sms.maxPrice (${sms.maxPrice}) must be at least that, or no PIN is sent` : '';
  return `name: ${charactersOutside(name).join(' ')} is not in the alphabet of texts (GSM-7), so a PIN takes ${count} parts and costs ${count} times as much${price}`;
};
