import { build } from 'esbuild';
import { expect, it } from 'vitest';

/** The packages a bundle of the adapter would hold. */
const packagesOf = async (adapter: string): Promise<string[]> => {
  const { metafile } = await build({
    entryPoints: [`adapters/${adapter}.ts`],
    bundle: true,
    packages: 'external',
    format: 'esm',
    write: false,
    outdir: 'none',
    metafile: true,
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  return imports.map(({ path }) => path).filter((path) => path.startsWith('@aws-sdk/'));
};

// A Lambda's cold start pays for every client in its bundle, whether it uses it or not.
it.each([
  ['aws-clients', []],
  ['pinpoint', ['@aws-sdk/client-pinpoint']],
  ['end-user-messaging', ['@aws-sdk/client-pinpoint-sms-voice-v2']],
  ['event-bus', ['@aws-sdk/client-eventbridge']],
  ['pin-codes', ['@aws-sdk/client-kms']],
  ['number-tags', ['@aws-sdk/client-kms']],
  ['personal-data', []],
  ['subject-keys', ['@aws-sdk/client-dynamodb', '@aws-sdk/client-kms']],
])('the adapter %s imports the clients %j and no others', async (adapter, clients) => {
  expect([...new Set(await packagesOf(adapter))].sort()).toStrictEqual(clients);
});
