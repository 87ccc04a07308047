import { fromBase64, toBase64 } from '../../../domain/ledger/bytes.ts';
import { SIGNER, type SignedLog, signedAt, signerOf } from '../../kit/signed-log.ts';
import { type Operator, replaced } from './operator.ts';

/** Changes the anchored checkpoint number `at`. */
const file =
  (change: (note: string, log: SignedLog, at: number) => string | Promise<string>): Operator =>
  async (log, at) => {
    const one = log.files[at];
    if (!one) return null;
    return { ...log, files: replaced(log.files, at, { ...one, note: await change(one.note, log, at) }) };
  };
const sizeOf = (note: string) => Number(note.split('\n')[1]);
const resized = (by: number) =>
  file((note) => note.replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) + by}\n`));

/** Changes of a checkpoint. */
export const CHECKPOINT: Record<string, Operator> = {
  'a checkpoint claims one leaf more': resized(1),
  'a checkpoint claims one leaf less': resized(-1),
  'a bit of a checkpoint’s root is flipped': file((note) => {
    const [origin, size, encoded = '', ...rest] = note.split('\n');
    const root = fromBase64(encoded) ?? new Uint8Array();
    root[0] = (root[0] ?? 0) ^ 1;
    return [origin, size, toBase64(root), ...rest].join('\n');
  }),
  'a checkpoint is signed by another key': file(
    async (note, log) => (await signedAt(log.leaves, sizeOf(note), signerOf('another'))).note,
  ),
  'a checkpoint is signed by another key under the log’s key id': file(async (note, log) => {
    const forged = { key: SIGNER.key, sign: signerOf('another').sign };
    return (await signedAt(log.leaves, sizeOf(note), forged)).note;
  }),
  'a checkpoint is truncated': file((note) => note.slice(0, -20)),
  'a checkpoint is replaced by an older one': file(
    (note, log, at) => log.files[at - 1]?.note ?? note.slice(1),
  ),
  'a second checkpoint of the same size signs other leaves (fork)': async (log, at) => {
    const one = log.files[at];
    if (!one) return null;
    const forked = [...log.leaves.slice(0, -1)];
    forked[0] = { ...(log.leaves[0] as (typeof forked)[0]), leafHash: '00'.repeat(32) };
    return { ...log, files: [...log.files, await signedAt(forked, sizeOf(one.note))] };
  },
  'a checkpoint is of another log': file(
    async (note, log) => (await signedAt(log.leaves, sizeOf(note), signerOf('the log', 'other/log'))).note,
  ),
};
