import { build } from 'esbuild';
import { toHex } from '../../../domain/ledger/bytes.ts';
import { linesOf, SIGNER, signedLog } from '../../kit/signed-log.ts';
import type { Given } from './in-browser.ts';

/** The verifier with the libraries a page needs, as one script; `format` as in esbuild. */
export const verifierFor = async (format: 'esm' | 'iife'): Promise<{ text: string; imports: unknown[] }> => {
  const { outputFiles, metafile } = await build({
    entryPoints: ['test/domain/audit/in-browser.ts'],
    bundle: true,
    platform: 'browser',
    format,
    ...(format === 'iife' ? { globalName: 'verifier' } : {}),
    write: false,
    metafile: true,
  });
  return {
    text: outputFiles[0]?.text ?? '',
    imports: Object.values(metafile.outputs).flatMap(({ imports }) => imports),
  };
};

/** A log, and the same log with one letter changed. */
export const givenLogs = async (): Promise<Given> => {
  const log = await signedLog(20, [10, 20]);
  const lines = linesOf(log);
  return {
    files: log.files,
    name: SIGNER.key.name,
    publicKey: toHex(SIGNER.key.publicKey),
    logs: { written: lines, touched: lines.map((line) => line.replace('Zoë', 'Zoe')) },
  };
};
export const FOUND = { written: 'intact', touched: 'tampered' };
