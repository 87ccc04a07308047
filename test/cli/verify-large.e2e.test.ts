import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SignedExport, signedExport } from '../../bench/signed-export.ts';
import { emergency } from './command.ts';

/** More than 20 MB, above which the command uses two threads. */
const EVENTS = 12_000;

let folder: string;
let large: SignedExport;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'large-'));
  large = await signedExport(folder, EVENTS);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const verify = async (file: string) => {
  const { checkpoints, vkey } = large;
  const args = ['verify', '--json', '--export', file, '--checkpoints', checkpoints, '--vkey', vkey];
  const { status, out } = await emergency(args, {});
  return { status, report: JSON.parse(out) };
};

it('a large export is verified by two threads, and every event is counted once', async () => {
  const { status, report } = await verify(large.file);
  expect({ status, ...report }).toMatchObject({
    status: 0,
    verdict: 'intact',
    events: EVENTS,
    leaves: EVENTS,
    covered: EVENTS,
    exposed: { count: 0 },
    found: 0,
    undecided: { count: 0, events: [] },
    unchecked: { events: 0, oldStates: 0, newStates: 0 },
  });
});

it('verification names every changed event of a large export, whichever thread finds it', async () => {
  const changed = join(folder, 'changed.jsonl');
  const text = readFileSync(large.file, 'utf8').replaceAll(
    '"seq":7,"step":"pin-1"',
    '"seq":7,"step":"pin-x"',
  );
  writeFileSync(changed, text);
  const { status, report } = await verify(changed);
  const touched = text.split('\n').filter((line) => line.includes('"step":"pin-x"'));
  expect(touched.length).toBeGreaterThan(10);
  const named = new Set(report.findings.map(({ place }: { place: string }) => place));
  for (const line of touched) expect(named).toContain(`${JSON.parse(line).pk}#7`);
  expect(status).toBe(1);
}, 60_000);
