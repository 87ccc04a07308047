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

/** Chunks of lines (of 64 KB) after which a share hands over what it cannot settle alone. */
const CHUNKS = 64;

/** Audits one share of an export. `settle` is called now and then, with what only all shares together can settle. */
export const auditShare = async (
  { file, anchored, keys }: AuditInput,
  share: Share,
  settle: (unsettled: Unsettled) => void,
): Promise<Part> => {
  const auditor = await audit(
    { digest, sha256, ed25519, parse: compiledParse, rules, keys },
    anchored,
    share,
  );
  let chunks = 0;
  for (const lines of linesOf(file)) {
    for (const line of lines) auditor.line(line);
    chunks += 1;
    if (chunks % CHUNKS === 0) settle(auditor.unsettled());
  }
  return auditor.part();
};
