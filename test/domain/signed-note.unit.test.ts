import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ed25519 } from '../../adapters/ed25519.ts';
import { digest } from '../../adapters/sha256.ts';
import { fromBase64, toHex } from '../../domain/ledger/bytes.ts';
import { checkpointName, checkpointText, parseCheckpoint } from '../../domain/ledger/proof/checkpoint.ts';
import {
  formatVkey,
  keyId,
  type NoteKey,
  type NoteSigner,
  openNote,
  parseVkey,
  signNote,
} from '../../domain/ledger/proof/signed-note.ts';

const signer = (name: string): NoteSigner => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  return {
    key: { name, publicKey: Uint8Array.from(raw) },
    sign: async (message) => sign(null, message, privateKey),
  };
};
const log = signer('emergency-line/test');
const open = (note: string, keys: NoteKey[] = [log.key]) => openNote({ digest, ed25519 }, note, keys);
const text = checkpointText({ origin: 'emergency-line/test', size: 7, root: digest(new Uint8Array()) });

describe('a signed note', () => {
  it('has the text, an empty line and the signature with its key’s name and id', async () => {
    const note = await signNote(digest, text, log);
    const [, name, encoded] = note.split('\n').at(-2)?.split(' ') ?? [];
    expect(note.startsWith(`${text}\n\u2014 `)).toBe(true);
    expect(name).toBe('emergency-line/test');
    const bytes = fromBase64(encoded ?? '') ?? new Uint8Array();
    expect(bytes.length).toBe(68);
    expect(toHex(bytes.slice(0, 4))).toBe(toHex(keyId(digest, log.key)));
    expect(await open(note)).toEqual({ text, key: log.key });
  });

  it('of the checksum database of Go opens with its published key', async () => {
    // https://sum.golang.org: the key that every Go toolchain carries.
    const vkey = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
    const key = parseVkey(digest, vkey);
    expect(key?.name).toBe('sum.golang.org');
    expect(key && formatVkey(digest, key)).toBe(vkey);
  });

  it.each([
    ['the text', (note: string) => note.replace('\n7\n', '\n8\n'), 'the signature is invalid'],
    ['the end cut off', (note: string) => note.slice(0, -9), 'is not a signed note'],
    [
      'the signature cut off',
      (note: string) => note.slice(0, note.indexOf('\u2014')),
      'is not a signed note',
    ],
    ['another letter of base64', (note: string) => note.replace(/=?=\n$/, '\n'), 'is not a signed note'],
    ['a malformed line', (note: string) => `${note}\u2014 somebody\n`, 'is not a signed note'],
  ])('does not open with %s changed', async (_, change, fault) => {
    expect(await open(change(await signNote(digest, text, log)))).toEqual({ fault });
  });

  it('does not open with another key, even one of the same name and id', async () => {
    const note = await signNote(digest, text, log);
    const other = signer('emergency-line/test');
    expect(await open(note, [other.key])).toEqual({ fault: 'is not signed by a trusted key' });
    const forged = await signNote(digest, text, { key: log.key, sign: other.sign });
    expect(await open(forged)).toEqual({ fault: 'the signature is invalid' });
  });

  it('opens with either key while one replaces the other, and with a witness’s line below', async () => {
    const next = signer('emergency-line/test');
    const note = await signNote(digest, text, log);
    const witness = (await signNote(digest, text, signer('witness'))).split('\n').at(-2);
    expect(await open(note, [next.key, log.key])).toEqual({ text, key: log.key });
    expect(await open(`${note}${witness}\n`)).toEqual({ text, key: log.key });
  });

  it('cannot be signed by a key whose name does not fit in a line', async () => {
    await expect(
      signNote(digest, text, { ...log, key: { ...log.key, name: 'emergency line' } }),
    ).rejects.toThrow('no spaces');
  });
});

describe('a key’s text', () => {
  it('is read back as the key', () => {
    expect(parseVkey(digest, formatVkey(digest, log.key))).toEqual(log.key);
  });

  it.each([
    ['another name', (vkey: string) => vkey.replace('test', 'prod')],
    ['no id', (vkey: string) => vkey.replace(/\+[0-9a-f]{8}\+/, '+')],
    ['another kind', (vkey: string) => vkey.replace(/\+A/, '+B')],
    ['a letter less', (vkey: string) => vkey.slice(0, -1)],
    ['nothing', () => ''],
  ])('is refused with %s', (_, change) => {
    expect(parseVkey(digest, change(formatVkey(digest, log.key)))).toBeNull();
  });
});

describe('a checkpoint', () => {
  it('is read back from its text, extension lines ignored', () => {
    const checkpoint = { origin: 'emergency-line/test', size: 7, root: digest(new Uint8Array()) };
    expect(parseCheckpoint(text)).toEqual({ ...checkpoint, root: Uint8Array.from(checkpoint.root) });
    expect(parseCheckpoint(`${text}extension\n`)?.size).toBe(7);
  });

  it.each([
    ['no origin', text.replace(/^.*\n/, '\n')],
    ['a size with a zero before it', text.replace('\n7\n', '\n07\n')],
    ['a negative size', text.replace('\n7\n', '\n-7\n')],
    ['a size too large to be exact', text.replace('\n7\n', '\n9007199254740993\n')],
    ['a root that is too short', text.replace(/.{4}=\n$/, '\n')],
    ['two lines', text.split('\n').slice(0, 2).join('\n')],
  ])('is refused with %s', (_, changed) => {
    expect(parseCheckpoint(changed)).toBeNull();
  });

  it('has a name that sorts as its size does', () => {
    expect([9, 10, 2_000_000].map(checkpointName)).toEqual([
      '0000000000000009',
      '0000000000000010',
      '0000000002000000',
    ]);
  });
});
