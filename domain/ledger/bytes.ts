/** Encodings of bytes, with only what Node and browsers have in common. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const concat = (...parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
export const toHex = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
};

/** The value of each hex digit by its character code; for any other character, a fifth bit is set. */
const NO_DIGIT = 16;
const DIGITS = new Uint8Array(128).fill(NO_DIGIT);
for (let value = 0; value < 16; value += 1) DIGITS[value.toString(16).charCodeAt(0)] = value;
const digitAt = (text: string, at: number): number => DIGITS[text.charCodeAt(at)] ?? NO_DIGIT;

/** Decodes lower-case hex. @throws TypeError when the text is not whole bytes in lower-case hex */
export const fromHex = (text: string): Uint8Array => {
  const bytes = new Uint8Array(Math.ceil(text.length / 2));
  let seen = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const [high, low] = [digitAt(text, 2 * at), digitAt(text, 2 * at + 1)];
    seen |= high | low;
    bytes[at] = 16 * high + low;
  }
  if (seen >= NO_DIGIT) throw new TypeError('not whole bytes in lower-case hex');
  return bytes;
};

export const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** Decodes standard, padded base64; null for any other text, so that bytes have exactly one encoding. */
export const fromBase64 = (text: string): Uint8Array | null => {
  try {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return toBase64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
};
