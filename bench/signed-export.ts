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
  root,
  signNote,
} from '../domain/ledger/index.ts';
import { signerOf } from '../test/kit/signed-log.ts';
import { callLogItems } from './call-log.ts';

const ORIGIN = 'emergency-line/bench';
/** Characters per write. */
const BATCH = 1_000_000;

/** What an auditor receives: the export, a folder with one checkpoint over all of it, and the published key. */
export type SignedExport = { file: string; checkpoints: string; vkey: string };

/** Writes a signed export of `events` events into `folder`. */
export const signedExport = async (folder: string, events: number): Promise<SignedExport> => {
  const file = join(folder, `log-${events}.jsonl`);
  const checkpoints = join(folder, `checkpoints-${events}`);
  const out = createWriteStream(file);
  const tree = growing(digest);
  let text = '';
  for (const item of callLogItems({ origin: ORIGIN, sha256 }, events)) {
    const leaf = { index: tree.size(), leafHash: item.hash, stream: item.pk, seq: item.sk, id: item.id };
    tree.add(fromHex(item.hash));
    text += `${eventLine(item)}\n${leafText(leaf)}\n`;
    if (text.length < BATCH) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(text);
  await once(out, 'finish');
  const signer = signerOf('bench', ORIGIN);
  const note = checkpointText({ origin: ORIGIN, size: events, root: root(digest, tree.range()) });
  mkdirSync(checkpoints);
  writeFileSync(join(checkpoints, checkpointName(events)), await signNote(digest, note, signer));
  return { file, checkpoints, vkey: formatVkey(digest, signer.key) };
};
