import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest, sha256 } from '../adapters/sha256.ts';
import {
  checkpointName,
  checkpointText,
  eventLine,
  formatVkey,
  fromHex,
  growing,
  leafText,
  type NoteSigner,
  root,
  signNote,
} from '../domain/ledger/index.ts';
import { auditedItems } from './audited-log.ts';

const ORIGIN = 'emergency-line/bench';
/** Characters that are written at once. */
const BATCH = 1_000_000;

const newSigner = (): NoteSigner => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  return {
    key: { name: ORIGIN, publicKey: Uint8Array.from(spki.subarray(-32)) },
    sign: async (message) => sign(null, message, privateKey),
  };
};

/** What an auditor is given, in files: the log's lines, a folder with one checkpoint over all of it, the published key. */
export type SealedExport = { file: string; checkpoints: string; vkey: string };

/** Writes the export of a log of so many events. */
export const sealedExport = async (folder: string, events: number): Promise<SealedExport> => {
  const file = join(folder, `log-${events}.jsonl`);
  const checkpoints = join(folder, `checkpoints-${events}`);
  const out = createWriteStream(file);
  const tree = growing(digest);
  let text = '';
  for (const item of auditedItems({ origin: ORIGIN, sha256 }, events)) {
    const leaf = { index: tree.size(), leafHash: item.hash, stream: item.pk, seq: item.sk, id: item.id };
    tree.add(fromHex(item.hash));
    text += `${eventLine(item)}\n${leafText(leaf)}\n`;
    if (text.length < BATCH) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(text);
  await once(out, 'finish');
  const signer = newSigner();
  const said = checkpointText({ origin: ORIGIN, size: events, root: root(digest, tree.range()) });
  mkdirSync(checkpoints);
  writeFileSync(join(checkpoints, checkpointName(events)), await signNote(digest, said, signer));
  return { file, checkpoints, vkey: formatVkey(digest, signer.key) };
};
