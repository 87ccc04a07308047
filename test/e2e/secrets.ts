/** A secret and where it may be. `of`: what it is, for the report; the secret itself is in no report. */
export type Secret = { of: string; value: string };

/** Somewhere that was searched, and all that stands there. */
export type Place = { at: string; bytes: string | Buffer };

const latin = (bytes: string | Buffer) =>
  (typeof bytes === 'string' ? Buffer.from(bytes) : bytes).toString('latin1');

/**
 * How a secret could stand in bytes: as it is (a PIN not inside a longer word: six digits turn up in any hash), as hex,
 * and in base64 at each of the three places it may begin, without the letters it shares with its neighbours.
 */
const spellings = (value: string): RegExp[] => {
  const plain = value.replace(/[^\p{L}\p{N} ]/gu, '');
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.from('_'.repeat(shift) + plain)
      .toString('base64')
      .replace(/=+$/, '');
    return text.slice(shift === 0 ? 0 : shift + 1, -1);
  });
  return [
    new RegExp(plain.length > 8 ? plain : `(?<![0-9A-Za-z])${plain}(?![0-9A-Za-z])`),
    new RegExp(Buffer.from(plain).toString('hex')),
    ...base64.map((text) => new RegExp(text.replaceAll('+', '\\+'))),
  ];
};

/** Each secret found, and where: `PIN of +65******01 in aws/bus.jsonl`. */
export const leaks = (secrets: readonly Secret[], places: readonly Place[]): string[] =>
  places.flatMap(({ at, bytes }) => {
    const text = latin(bytes);
    return secrets.flatMap(({ of, value }) =>
      spellings(value).some((spelling) => spelling.test(text)) ? [`${of} in ${at}`] : [],
    );
  });
