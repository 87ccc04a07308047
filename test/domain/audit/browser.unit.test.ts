import { expect, it } from 'vitest';
import { FOUND, givenLogs, verifierFor } from './browser.ts';
import type * as InBrowser from './in-browser.ts';

it('the verifier needs no Node API in a browser, and finds there what it finds in Node', async () => {
  const { text, imports } = await verifierFor('esm');
  expect(imports).toEqual([]);
  const bundle = `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`;
  const { verdicts } = (await import(/* @vite-ignore */ bundle)) as typeof InBrowser;
  expect(await verdicts(await givenLogs())).toEqual(FOUND);
});
