import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { FOUND, givenLogs, verifierFor } from './browser.ts';
import { chromium, domOf } from './chromium.ts';

const PAGE = `<!doctype html><meta charset="utf-8"><body><script src="verifier.js"></script><script src="given.js"></script><script>
verifier.verdicts(given).then(
  (found) => { document.body.textContent = JSON.stringify(found); },
  (error) => { document.body.textContent = String(error); },
);
</script></body>`;

const browser = chromium();

it.skipIf(browser === null)('the verifier finds in Chromium what it finds in Node', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'verifier-'));
  try {
    const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
    put('verifier.js', (await verifierFor('iife')).text);
    put('given.js', `const given = ${JSON.stringify(await givenLogs())};`);
    put('page.html', PAGE);
    const dom = await domOf(browser ?? '', pathToFileURL(join(folder, 'page.html')).href);
    expect(/<body>(.*)<\/body>/.exec(dom)?.[1]).toBe(JSON.stringify(FOUND));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
