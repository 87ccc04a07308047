import { compiledParse } from '../adapters/compiled-schemas.ts';
import { ed25519 } from '../adapters/ed25519.ts';
import { digest, sha256 } from '../adapters/sha256.ts';
import { rules } from '../domain/emergency/index.ts';
import { type Anchored, audit, type NoteKey, type Part, type Share } from '../domain/ledger/index.ts';
import { linesOf } from './lines.ts';

/** An export file, its anchored checkpoints, and the published keys. */
export type AuditInput = { file: string; anchored: readonly Anchored[]; keys: readonly NoteKey[] };

/** Audits one share of an export. `onRead` gets the number of bytes read so far. */
export const auditShare = async (
  { file, anchored, keys }: AuditInput,
  share: Share,
  onRead: (bytes: number) => void,
): Promise<Part> => {
  const auditor = await audit(
    { digest, sha256, ed25519, parse: compiledParse, rules, keys },
    anchored,
    share,
  );
  for (const lines of linesOf(file, onRead)) for (const line of lines) auditor.line(line);
  return auditor.part();
};
