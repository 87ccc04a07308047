import { compiledParse } from '../adapters/compiled-schemas.ts';
import { checkpointFolder } from '../adapters/folder-anchor.ts';
import { digest } from '../adapters/sha256.ts';
import { rules } from '../domain/emergency/index.ts';
import {
  inclusionProof,
  type Leaf,
  parseVkey,
  type Report,
  readLine,
  withoutMark,
} from '../domain/ledger/index.ts';
import { auditFile } from './audit-file.ts';
import { checkReadable } from './export-file.ts';
import { linesOf } from './lines.ts';
import { print, UserError } from './output.ts';
import { reportText } from './report-text.ts';
import { EXIT } from './undecided-text.ts';

export type VerifyOptions = {
  export?: string;
  checkpoints?: string;
  vkey?: string[];
  inclusion?: string;
};

const keysOf = (vkeys: readonly string[]) =>
  vkeys.map((vkey) => {
    const key = parseVkey(digest, vkey);
    if (!key)
      throw new UserError(`--vkey ${vkey}: not a valid key; copy it from the output of \`emergency vkey\``);
    return key;
  });

/**
 * Audits an export offline, from its files and the published key. Exit status 0 intact, 1 tampered or not
 * decidable, 2 cannot tell.
 */
export const verifyExport = async ({ json, ...options }: VerifyOptions & { json?: boolean }) => {
  const { export: file, checkpoints, vkey } = options;
  if (!file || !checkpoints || !vkey)
    throw new UserError(
      '--export needs --checkpoints <folder> and --vkey <key>; the output of emergency vkey is the key',
    );
  const keys = keysOf(vkey);
  const { anchored, foreign } = checkpointFolder(checkpoints);
  checkReadable(file);
  const report = await auditFile({ file, keys, anchored });
  process.exitCode = EXIT[report.verdict];
  if (!options.inclusion || report.verdict !== 'intact') {
    print(json, { ...report, passedOver: foreign }, () => reportText(report, checkpoints, foreign));
    return;
  }
  const inclusion = await proofOf(file, options.inclusion, report);
  print(json, { ...report, passedOver: foreign, inclusion }, () => inclusion);
};

const leafWith = (id: string, line: string): Leaf | undefined => {
  if (!line.includes(id)) return undefined;
  const read = readLine(withoutMark(line), { parse: compiledParse, rules });
  return read.kind === 'leaf' && read.leaf.id === id ? read.leaf : undefined;
};

const leafOf = async (file: string, id: string): Promise<Leaf | undefined> => {
  for (const lines of linesOf(file))
    for (const line of lines) {
      const leaf = leafWith(id, line);
      if (leaf) return leaf;
    }
  return undefined;
};

/** Reads the file twice more: to find the leaf, and to build its proof. */
const proofOf = async (file: string, id: string, { checkpoint }: Report) => {
  const leaf = await leafOf(file, id);
  if (!leaf || !checkpoint || leaf.index >= checkpoint.size)
    throw new UserError(`no event ${id} is covered by a checkpoint of this export`);
  const proof = inclusionProof(
    { digest, parse: compiledParse, rules },
    leaf.index,
    checkpoint.size,
    checkpoint.note,
  );
  for (const lines of linesOf(file)) for (const line of lines) proof.line(line);
  return proof.end().trimEnd();
};
