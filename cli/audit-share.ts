import { compiledParse } from '../adapters/compiled-schemas.ts';
import { ed25519 } from '../adapters/ed25519.ts';
import { digest, sha256 } from '../adapters/sha256.ts';
import { audit } from '../domain/audit/audit.ts';
import type { Anchored } from '../domain/audit/checkpoints.ts';
import type { Report } from '../domain/audit/report.ts';
import type { Share } from '../domain/audit/share.ts';
import type { NoteKey } from '../domain/signed-note.ts';
import { linesOf } from './lines.ts';

/** An export file, its anchored checkpoints, and the published keys. */
export type Audited = { file: string; anchored: readonly Anchored[]; keys: readonly NoteKey[] };

/** Audits one share of an export. */
export const auditShare = async ({ file, anchored, keys }: Audited, share: Share): Promise<Report> => {
  const auditor = await audit({ digest, sha256, ed25519, parse: compiledParse, keys }, anchored, share);
  for await (const lines of linesOf(file)) for (const line of lines) auditor.line(line);
  return auditor.end();
};
