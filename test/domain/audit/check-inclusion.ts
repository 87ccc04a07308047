import type { Trust } from '../../../domain/ledger/audit/checkpoints.ts';
import { fromBase64, utf8 } from '../../../domain/ledger/bytes.ts';
import { parseCheckpoint } from '../../../domain/ledger/proof/checkpoint.ts';
import type { Digest } from '../../../domain/ledger/proof/merkle/compact-range.ts';
import { openNote } from '../../../domain/ledger/proof/signed-note.ts';
import { provesInclusion } from '../merkle/proves-inclusion.ts';

/** The hash of an event's canonical text as a leaf. */
const leafOf = (digest: Digest, body: string) => digest(utf8(`\u0000${body}`));

/** True when the proof shows that an event (its canonical text) is a leaf of a tree that a trusted key signed. */
export const checkInclusion = async (trust: Trust, proof: string, body: string): Promise<boolean> => {
  const end = proof.indexOf('\n\n');
  const [first, second = '', ...encoded] = proof.slice(0, end).split('\n');
  const [, index] = /^index (0|[1-9][0-9]{0,15})$/.exec(second) ?? [];
  const hashes = encoded.map(fromBase64);
  const opened = await openNote(trust, proof.slice(end + 2), trust.keys);
  const tree = 'text' in opened ? parseCheckpoint(opened.text) : null;
  if (end < 0 || first !== 'c2sp.org/tlog-proof@v1' || index === undefined || tree === null) return false;
  if (!hashes.every((hash) => hash !== null)) return false;
  return provesInclusion(
    trust.digest,
    { index: Number(index), leaf: leafOf(trust.digest, body) },
    tree,
    hashes,
  );
};
