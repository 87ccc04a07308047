import { compiledParse } from '../adapters/compiled-schemas.ts';
import { ed25519 } from '../adapters/ed25519.ts';
import { digest, sha256 } from '../adapters/sha256.ts';
import { rules } from '../domain/emergency/index.ts';
import {
  type Anchored,
  audit,
  type NoteKey,
  type Part,
  type Share,
  type Unsettled,
} from '../domain/ledger/index.ts';
import { linesOf } from './lines.ts';

/** An export file, its anchored checkpoints, and the published keys. */
export type AuditInput = { file: string; anchored: readonly Anchored[]; keys: readonly NoteKey[] };

/** How far an audit has read its file, in bytes, and what of that only all shares together can settle. */
export type Interim = { bytes: number; unsettled: Unsettled };

/** Chunks of lines (of 64 KB) between two interim results. */
const CHUNKS = 64;

/** Audits one share of an export. `onInterim` is called now and then; the part that is returned has the rest. */
export const auditShare = async (
  { file, anchored, keys }: AuditInput,
  share: Share,
  onInterim: (interim: Interim) => void,
): Promise<Part> => {
  const auditor = await audit(
    { digest, sha256, ed25519, parse: compiledParse, rules, keys },
    anchored,
    share,
  );
  let [chunks, bytes] = [0, 0];
  const onRead = (read: number) => {
    bytes = read;
  };
  for (const lines of linesOf(file, onRead)) {
    for (const line of lines) auditor.line(line);
    chunks += 1;
    if (chunks % CHUNKS === 0) onInterim({ bytes, unsettled: auditor.unsettled() });
  }
  return auditor.part();
};
