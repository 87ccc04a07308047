import { concat, equalBytes, fromBase64, fromHex, toBase64, toHex, utf8 } from '../bytes.ts';
import type { Digest } from './merkle/compact-range.ts';

/** Whether `signature` (64 bytes) is that of `message` by the Ed25519 key `publicKey` (32 bytes); passed in. */
export type Ed25519Verify = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean | Promise<boolean>;

/** A key that notes are checked with: its name (the log's origin) and the Ed25519 public key. */
export type NoteKey = { name: string; publicKey: Uint8Array };
/** What signs notes; the private key stays where it is. */
export type NoteSigner = { key: NoteKey; sign(message: Uint8Array): Promise<Uint8Array> };
export type OpenedNote = { text: string; key: NoteKey };

/** C2SP signed-note v1.0.0: the type of Ed25519 signatures, and how much of the hash is the key's id. */
const ED25519 = 1;
const ID_BYTES = 4;
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const NAME = /^[^\s+]+$/u;

const typed = (publicKey: Uint8Array) => concat(Uint8Array.of(ED25519), publicKey);

/** SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key), its first four bytes: which key a signature line means. */
export const keyId = (digest: Digest, { name, publicKey }: NoteKey): Uint8Array =>
  digest(concat(utf8(`${name}\n`), typed(publicKey))).slice(0, ID_BYTES);

/** `<name>+<id>+<key>`: the text by which a key is published. */
export const formatVkey = (digest: Digest, key: NoteKey): string =>
  `${key.name}+${toHex(keyId(digest, key))}+${toBase64(typed(key.publicKey))}`;

/** Reads a published key; null when the text is none, is of another kind of key or its id is not its own. */
export const parseVkey = (digest: Digest, vkey: string): NoteKey | null => {
  const [, name = '', id = '', encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(vkey) ?? [];
  const bytes = fromBase64(encoded);
  if (bytes?.length !== 1 + KEY_BYTES || bytes[0] !== ED25519) return null;
  const key = { name, publicKey: bytes.slice(1) };
  return equalBytes(keyId(digest, key), fromHex(id)) ? key : null;
};

const DASH = '\u2014';

/**
 * A text, which ends in a new line, with its signature below (C2SP signed-note).
 * @throws TypeError when the key's name cannot stand in a note
 */
export const signNote = async (digest: Digest, text: string, { key, sign }: NoteSigner): Promise<string> => {
  if (!NAME.test(key.name))
    throw new TypeError(`${JSON.stringify(key.name)} cannot name a key: no spaces and no plus signs`);
  const signature = concat(keyId(digest, key), await sign(utf8(text)));
  return `${text}\n${DASH} ${key.name} ${toBase64(signature)}\n`;
};

const signatureLine = new RegExp(`^${DASH} ([^\\s+]+) (\\S+)$`, 'u');

/** The signatures of a note; null when a line of them is not of that form. */
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
 * Opens a note: its text and the key that signed it, or what is wrong with it. Signatures by keys we do not know are
 * passed over; one that names a known key and does not hold spoils the note.
 */
export const openNote = async (
  { digest, ed25519 }: { digest: Digest; ed25519: Ed25519Verify },
  note: string,
  keys: readonly NoteKey[],
): Promise<OpenedNote | { fault: string }> => {
  const end = note.lastIndexOf('\n\n');
  const text = note.slice(0, end + 1);
  const signatures = signaturesOf(note.slice(end + 2, -1).split('\n'));
  if (end < 0 || !note.endsWith('\n') || signatures === null) return { fault: 'is no signed note' };
  let opened: OpenedNote | null = null;
  for (const { name, id, signature } of signatures) {
    const key = keys.find((one) => one.name === name && equalBytes(keyId(digest, one), id));
    if (!key) continue;
    if (signature.length !== SIGNATURE_BYTES || !(await ed25519(key.publicKey, utf8(text), signature)))
      return { fault: 'its signature does not hold' };
    opened ??= { text, key };
  }
  return opened ?? { fault: 'is not signed by a key that is trusted' };
};
