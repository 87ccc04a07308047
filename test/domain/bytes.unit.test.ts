import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../domain/ledger/bytes.ts';

describe('bytes in hex', () => {
  it('are decoded to what was encoded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(fromHex(toHex(bytes))).toEqual(bytes);
        expect(toHex(bytes)).toBe(Buffer.from(bytes).toString('hex'));
      }),
    );
  });

  it('are lower-case digits, two to a byte; any other text is refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0129afgAF/:`@ \u0080ö\u{1f600}') }), (text) => {
        const isHex = /^([0-9a-f]{2})*$/.test(text);
        if (isHex) expect(toHex(fromHex(text))).toBe(text);
        else expect(() => fromHex(text)).toThrow(new TypeError('not whole bytes in lower-case hex'));
      }),
    );
  });
});
