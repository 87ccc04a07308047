import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { rules } from '../../../domain/emergency/rules.ts';
import { audit } from '../../../domain/ledger/audit/audit.ts';
import type { Anchored } from '../../../domain/ledger/audit/checkpoints.ts';
import { fromHex, toHex } from '../../../domain/ledger/bytes.ts';
import { parse } from '../../../domain/ledger/parse.ts';

/** A page's input in JSON: a log, and the key's bytes in hex. */
export type Given = { files: Anchored[]; name: string; publicKey: string; logs: Record<string, string[]> };

/** The verifier as a page uses it, with hashes from a library, because a browser's own are asynchronous. */
export const verdicts = async ({ files, name, publicKey, logs }: Given): Promise<Record<string, string>> => {
  const trusted = {
    digest: (bytes: Uint8Array) => sha256(bytes),
    sha256: (text: string) => toHex(sha256(new TextEncoder().encode(text))),
    ed25519: (key: Uint8Array, message: Uint8Array, signature: Uint8Array) =>
      ed25519.verify(signature, message, key),
    parse,
    rules,
    keys: [{ name, publicKey: fromHex(publicKey) }],
  };
  const found: Record<string, string> = {};
  for (const [log, lines] of Object.entries(logs)) {
    const auditor = await audit(trusted, files);
    for (const line of lines) auditor.line(line);
    found[log] = auditor.end().verdict;
  }
  return found;
};
