import { describe, expect, it } from 'vitest';
import { sha256 } from '../../adapters/sha256.ts';
import { canonical } from '../../domain/ledger/canonical-json.ts';
import { brokenLink, genesis, leafHash } from '../../domain/ledger/chain.ts';

const first = {
  v: 1 as const,
  stream: 'location/Manila',
  seq: 1,
  id: '01KPGJP0000000000000000001',
  type: 'EmergencyRemoved',
  schema: 1,
  at: '2026-11-22T08:00:00.000Z',
  actor: 'admin/admin-1',
  contactId: 'call-1',
  step: 'change',
  data: {
    locationId: 'Manila',
    by: { adminId: 'admin-1', maskedNumber: '+65******01' },
    verifiedBy: '01KPGJP0000000000000000000',
    reaffirmed: false,
  },
  prev: genesis(sha256, 'emergency-line/test', 'location/Manila'),
};
const expected = { stream: first.stream, seq: 1, prev: first.prev };
const stored = (body: string) => ({ body, hash: leafHash(sha256, body) });
const fault = (body: string, changed: Partial<typeof expected> = {}) =>
  brokenLink(sha256, { ...expected, ...changed }, stored(body), JSON.parse(body));

/** Computed with Python's hashlib from these texts; they must never change. */
describe('the hashes of the chain', () => {
  it('are those of RFC 6962 leaves: SHA-256 over 0x00 and the text', () => {
    expect(leafHash(sha256, '')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
    expect(leafHash(sha256, '{"name":"Zoë"}')).toBe(
      'e0c53178ed03f426b16d9e9ed9ab67231bf8b83907e66d2961c373b8f749b4b4',
    );
    expect(leafHash(sha256, canonical(first))).toBe(
      'ad5eb4d73b811ec0754e555765cb7537633c7f9b845cd44616392323824e5702',
    );
  });

  it('begin with the log’s origin and the stream’s name', () => {
    expect(first.prev).toBe('528d72178d82fc9e25f1045b17b95063f4866986b5e5d16299b05b5af430054f');
    expect(genesis(sha256, 'emergency-line/prod', 'location/Manila')).toBe(
      '0a5769479ba86f40d3bb2342724464dd558dcaed535ecf6c2ecde23a896ab900',
    );
    expect(genesis(sha256, 'emergency-line/test', 'location/Sydney')).toBe(
      '66a57f5787b9f9e0d347f4fa0334c0d260e18141595211f9cfd113a3cea01179',
    );
  });
});

describe('a link of the chain', () => {
  it('is valid when it is canonical, matches its hash and follows the event before it', () => {
    expect(fault(canonical(first))).toBeNull();
  });

  it.each([
    ['spaces', (text: string) => text.replace('{', '{ ')],
    [
      'another order',
      (text: string) =>
        text.replace('"v":1}', '"w":1}').replace('{"actor"', '{"v":1,"actor"').replace(',"w":1}', '}'),
    ],
    ['a key twice', (text: string) => text.replace('"seq":1,', '"seq":1,"seq":1,')],
    ['a number written otherwise', (text: string) => text.replace('"seq":1,', '"seq":1.0,')],
    ['a negative zero', (text: string) => text.replace('"seq":1,', '"seq":-0,')],
    ['an escape that need not be', (text: string) => text.replace('Manila', '\\u004danila')],
    ['half a surrogate pair', (text: string) => text.replace('Manila', '\\ud83d')],
    ['a fraction', (text: string) => text.replace('"seq":1,', '"seq":1.5,')],
  ])('is broken by %s, though its hash is right', (_, change) => {
    const text = change(canonical(first));
    expect(text).not.toBe(canonical(first));
    expect(fault(text)).toBe('event body is not canonical JSON');
  });

  it('is broken when the text was changed after it was hashed', () => {
    const body = canonical({ ...first, contactId: 'call-2' });
    const { hash } = stored(canonical(first));
    expect(brokenLink(sha256, expected, { body, hash }, JSON.parse(body))).toBe(
      'event body does not match its hash',
    );
  });

  it('distinguishes composed and decomposed letters', () => {
    const body = canonical({ ...first, contactId: 'Zoë'.normalize('NFD') });
    const { hash } = stored(canonical({ ...first, contactId: 'Zoë'.normalize('NFC') }));
    expect(brokenLink(sha256, expected, { body, hash }, JSON.parse(body))).toBe(
      'event body does not match its hash',
    );
  });

  it('is broken in another stream, at another sequence number, after another event', () => {
    expect(fault(canonical(first), { stream: 'location/Sydney' })).toBe('event belongs to location/Manila');
    expect(fault(canonical(first), { seq: 2 })).toBe('sequence number is 1 instead of 2');
    expect(fault(canonical(first), { prev: '0'.repeat(64) })).toBe(
      'prev does not match the hash of the event before it',
    );
  });
});
