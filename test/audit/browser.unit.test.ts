import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import type { audit as Audit } from '../../domain/audit/audit.ts';
import { linesOf, SIGNER, sealedLog } from './sealed-log.ts';

it('the verifier is built for a browser with nothing of Node’s, and finds there what it finds here', async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: ['domain/audit/audit.ts'],
    bundle: true,
    platform: 'browser',
    format: 'esm',
    write: false,
    metafile: true,
  });
  expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports)).toEqual([]);
  const text = outputFiles[0]?.text ?? '';
  const bundle = `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`;
  const { audit } = (await import(/* @vite-ignore */ bundle)) as { audit: typeof Audit };
  const trusted = {
    digest: (bytes: Uint8Array) => sha256(bytes),
    sha256: (body: string) => Buffer.from(sha256(new TextEncoder().encode(body))).toString('hex'),
    ed25519: (key: Uint8Array, message: Uint8Array, signature: Uint8Array) =>
      ed25519.verify(signature, message, key),
    keys: [SIGNER.key],
  };
  const log = await sealedLog(20, [10, 20]);
  const verdict = async (lines: string[]) => {
    const auditor = await audit(trusted, log.files);
    for (const line of lines) auditor.line(line);
    return auditor.end().verdict;
  };
  expect(await verdict(linesOf(log))).toBe('intact');
  expect(await verdict(linesOf(log).map((line) => line.replace('Zoë', 'Zoe')))).toBe('tampered');
});
