import { concat, equalBytes, fromBase64, fromHex, toBase64, toHex, utf8 } from '../bytes.ts';
import type { Digest } from './merkle/compact-range.ts';

/** Verifies the Ed25519 `signature` (64 bytes) of `message` with `publicKey` (32 bytes). Passed in: Node and browsers differ. */
export type Ed25519Verify = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean | Promise<boolean>;

/** A key that verifies notes: its name (the log's origin) and the Ed25519 public key. */
export type NoteKey = { name: string; publicKey: Uint8Array };
/** Signs notes with a private key that never leaves its service. */
export type NoteSigner = { key: NoteKey; sign(message: Uint8Array): Promise<Uint8Array> };
export type OpenedNote = { text: string; key: NoteKey };

/** C2SP signed-note v1.0.0: the signature type of Ed25519, and the length of a key id. */
const ED25519 = 1;
const ID_BYTES = 4;
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const NAME = /^[^\s+]+$/u;

const typed = (publicKey: Uint8Array) => concat(Uint8Array.of(ED25519), publicKey);

/** The key id of a signature line: the first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key). */
export const keyId = (digest: Digest, { name, publicKey }: NoteKey): Uint8Array =>
  digest(concat(utf8(`${name}\n`), typed(publicKey))).slice(0, ID_BYTES);

/** Formats a key for publication: `<name>+<id>+<key>`. */
export const formatVkey = (digest: Digest, key: NoteKey): string =>
  `${key.name}+${toHex(keyId(digest, key))}+${toBase64(typed(key.publicKey))}`;

/** Parses a published key; null when it is malformed, not Ed25519, or its id does not match the key. */
export const parseVkey = (digest: Digest, vkey: string): NoteKey | null => {
  const [, name = '', id = '', encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(vkey) ?? [];
  const bytes = fromBase64(encoded);
  if (bytes?.length !== 1 + KEY_BYTES || bytes[0] !== ED25519) return null;
  const key = { name, publicKey: bytes.slice(1) };
  return equalBytes(keyId(digest, key), fromHex(id)) ? key : null;
};

const DASH = '\u2014';

/**
 * Signs a text that ends in a newline; the signature line follows it (C2SP signed-note).
 * @throws TypeError when the key's name contains a space or a plus sign
 */
export const signNote = async (digest: Digest, text: string, { key, sign }: NoteSigner): Promise<string> => {
  if (!NAME.test(key.name))
    throw new TypeError(`${JSON.stringify(key.name)} cannot name a key: use no spaces and no plus signs`);
  const signature = concat(keyId(digest, key), await sign(utf8(text)));
  return `${text}\n${DASH} ${key.name} ${toBase64(signature)}\n`;
};

const signatureLine = new RegExp(`^${DASH} ([^\\s+]+) (\\S+)$`, 'u');

/** Parses the signature lines of a note; null when one is malformed. */
const signaturesOf = (lines: readonly string[]) => {
  const found = lines.map((line) => {
    const [, name = '', encoded = ''] = signatureLine.exec(line) ?? [];
    const bytes = fromBase64(encoded);
    return bytes && bytes.length > ID_BYTES
      ? { name, id: bytes.slice(0, ID_BYTES), signature: bytes.slice(ID_BYTES) }
      : null;
  });
  return found.every((one) => one !== null) ? found : null;
};

/**
 * Verifies a note and returns its text and the key that signed it, or the fault. Signatures by unknown keys are ignored; an
 * invalid signature by a known key is a fault.
 */
export const openNote = async (
  { digest, ed25519 }: { digest: Digest; ed25519: Ed25519Verify },
  note: string,
  keys: readonly NoteKey[],
): Promise<OpenedNote | { fault: string }> => {
  const end = note.lastIndexOf('\n\n');
  const text = note.slice(0, end + 1);
  const signatures = signaturesOf(note.slice(end + 2, -1).split('\n'));
  if (end < 0 || !note.endsWith('\n') || signatures === null) return { fault: 'is not a signed note' };
  let opened: OpenedNote | null = null;
  for (const { name, id, signature } of signatures) {
    const key = keys.find((one) => one.name === name && equalBytes(keyId(digest, one), id));
    if (!key) continue;
    if (signature.length !== SIGNATURE_BYTES || !(await ed25519(key.publicKey, utf8(text), signature)))
      return { fault: 'the signature is invalid' };
    opened ??= { text, key };
  }
  return opened ?? { fault: 'is not signed by a trusted key' };
};
