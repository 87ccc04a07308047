import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { compiledParse } from '../../adapters/compiled-schemas.ts';
import { ed25519 } from '../../adapters/ed25519.ts';
import { digest, sha256 } from '../../adapters/sha256.ts';
import { rules } from '../../domain/emergency/rules.ts';
import { audit } from '../../domain/ledger/audit/audit.ts';
import type { Anchored } from '../../domain/ledger/audit/checkpoints.ts';
import { eventLine } from '../../domain/ledger/audit/export-line.ts';
import type { Report } from '../../domain/ledger/audit/report.ts';
import { fromHex } from '../../domain/ledger/bytes.ts';
import type { Decided } from '../../domain/ledger/decider.ts';
import type { CommandMetadata } from '../../domain/ledger/envelope.ts';
import type { Item } from '../../domain/ledger/event-store.ts';
import { createItem, emptyHead, type LogIdentity } from '../../domain/ledger/item.ts';
import { checkpointName, checkpointText } from '../../domain/ledger/proof/checkpoint.ts';
import { LEAVES } from '../../domain/ledger/proof/leaf-log.ts';
import { append, EMPTY, root } from '../../domain/ledger/proof/merkle/compact-range.ts';
import { type NoteSigner, signNote } from '../../domain/ledger/proof/signed-note.ts';
import { emergencySet } from './location-events.ts';
import { at, instantId } from './moving-system.ts';

export const LOG: LogIdentity = { origin: 'emergency-line/test', sha256 };

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A signer whose key is derived from a word, the same each time. */
export const signerOf = (word: string, name = LOG.origin): NoteSigner => {
  const seed = createHash('sha256').update(word).digest();
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    key: { name, publicKey: Uint8Array.from(spki.subarray(-32)) },
    sign: async (message) => sign(null, message, key),
  };
};
export const SIGNER = signerOf('the log');

export type LeafLine = ReturnType<typeof leavesOf>[number];
/** A log as an auditor receives it: the events, their leaves, and the checkpoints. */
export type SignedLog = { items: Item[]; leaves: LeafLine[]; files: Anchored[] };

const STREAMS = ['location/Manila', 'location/Sydney', 'admin/ana', 'call/call-7', 'admin/ben'];

/** The event number `count` of the log; `isFirst` of its stream. */
const decided = (stream: string, count: number, isFirst: boolean): Decided => {
  if (stream.startsWith('location/'))
    return emergencySet({
      locationId: stream.slice(9),
      by: null,
      verifiedBy: null,
      breakGlass: { principal: 'tests', reason: `drill ${count}` },
      reaffirmed: !isFirst,
      messages: { 'en-US': `Emergency ${count}. Zoë` },
    });
  if (stream.startsWith('call/'))
    return {
      type: 'CallerRefused',
      data: { reason: 'not-listed', numberTag: `tag-${count}`, period: '2026' },
    };
  return {
    type: isFirst ? 'AdminEnrolled' : 'AdminChanged',
    data: {
      adminId: stream.slice(6),
      number: `v1.number-${count}`,
      numberChanged: true,
      name: `v1.name-${count}`,
      maskedNumber: '+65******01',
      locations: ['*'],
      language: 'en-US',
      phone: { type: 'MOBILE', carrier: null, mcc: null, mnc: null, country: 'SG' },
      factor: 'sms',
      totp: null,
    },
  };
};

const meta = (stream: string, count: number) => {
  const isCall = stream.startsWith('call/');
  return {
    id: instantId(at(count), count),
    at: new Date(at(count)).toISOString(),
    actor: isCall ? 'caller' : 'operator/tests',
    contactId: isCall ? stream.slice(5) : `call-${count}`,
    step: `change-${count}`,
  };
};

/** Writes the events of one stream in order, by the product's rules. */
export const writerOf = (log: LogIdentity, stream: string) =>
  rules.withDecider(stream, (decider) => {
    let head = emptyHead(log, stream, decider.initial);
    return (decided: Decided, meta: CommandMetadata): Item => {
      const next = createItem(log, decider, head, decided as never, meta);
      head = next.head;
      return next.item;
    };
  });

/** `count` events in five streams, written by the product's own rules. */
export const itemsOf = (count: number, salt = 0, log: LogIdentity = LOG): Item[] => {
  const writers = new Map<string, ReturnType<typeof writerOf>>();
  return Array.from({ length: count }, (_, index) => {
    const stream = STREAMS[(index * 7 + salt + (index >> 2)) % STREAMS.length] ?? '';
    const write = writers.get(stream) ?? writerOf(log, stream);
    const isFirst = !writers.has(stream);
    writers.set(stream, write);
    return write(decided(stream, index + 1 + salt * 1000, isFirst), meta(stream, index + 1));
  });
};

export const leavesOf = (items: readonly Item[]) =>
  items.map(({ hash, pk, sk, id }, index) => ({
    pk: LEAVES,
    sk: index,
    leafHash: hash,
    stream: pk,
    seq: sk,
    id,
  }));

/** A checkpoint of the first `size` leaves. */
export const signedAt = async (
  leaves: readonly LeafLine[],
  size: number,
  signer: NoteSigner = SIGNER,
): Promise<Anchored> => {
  const range = leaves
    .slice(0, size)
    .reduce((grown, { leafHash }) => append(digest, grown, fromHex(leafHash)), EMPTY);
  const text = checkpointText({ origin: signer.key.name, size, root: root(digest, range) });
  return { name: checkpointName(size), note: await signNote(digest, text, signer) };
};

/** A log of `count` events, signed at these sizes; leaves after `sequenced` are missing. */
export const signedLog = async (
  count: number,
  sizes: readonly number[],
  { salt = 0, sequenced = count } = {},
): Promise<SignedLog> => {
  const items = itemsOf(count, salt);
  const leaves = leavesOf(items).slice(0, sequenced);
  return { items, leaves, files: await Promise.all(sizes.map((size) => signedAt(leaves, size))) };
};

/** Caches signature checks: one takes longer than auditing a small log, and tests check the same notes many times. */
const checked = new Map<string, boolean>();
const cachedEd25519: typeof ed25519 = (...args) => {
  const key = args.map((bytes) => Buffer.from(bytes).toString('base64')).join(' ');
  const valid = checked.get(key) ?? ed25519(...args);
  checked.set(key, valid as boolean);
  return valid;
};

export const TRUSTED = {
  digest,
  ed25519: cachedEd25519,
  sha256,
  parse: compiledParse,
  rules,
  keys: [SIGNER.key],
};

/** Caches an item's line: tests change one item of a log and audit the whole log each time. */
const lines = new WeakMap<Item, string>();
const lineOf = (item: Item): string => {
  const line = lines.get(item) ?? eventLine(item);
  lines.set(item, line);
  return line;
};

/** The export's lines in the order of the log: an event, then its leaf. */
export const linesOf = ({ items, leaves }: Pick<SignedLog, 'items' | 'leaves'>): string[] => {
  const length = Math.max(items.length, leaves.length);
  return Array.from({ length }, (_, index) => [items[index], leaves[index]])
    .flat()
    .flatMap((item) => (item === undefined ? [] : 'body' in item ? lineOf(item) : JSON.stringify(item)));
};

export const auditLines = async (
  lines: Iterable<string>,
  files: readonly Anchored[],
  trusted = TRUSTED,
): Promise<Report> => {
  const auditor = await audit(trusted, files);
  for (const line of lines) auditor.line(line);
  return auditor.end();
};

export const auditOf = (log: SignedLog): Promise<Report> => auditLines(linesOf(log), log.files);

/** True when nothing was changed since it was signed, whatever could have been decided. */
export const hasIntactBytes = ({ verdict }: Report): boolean =>
  verdict === 'intact' || verdict === 'undecided';
