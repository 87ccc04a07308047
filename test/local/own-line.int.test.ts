import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalLine, startLine } from '../../local/line.ts';
import { emergencyHere } from '../cli/in-process.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'own-line-'));
const configFile = join(folder, 'line.config.json');
let line: LocalLine;

beforeAll(async () => {
  const shipped = JSON.parse(readFileSync(CONFIG_FILE, 'utf8'));
  writeFileSync(configFile, JSON.stringify({ ...shipped, origin: 'acme/emergency-line' }));
  line = await startLine({ folder: null, configFile, log: () => {} });
});
afterAll(async () => {
  await line.stop();
  rmSync(folder, { recursive: true });
});

it('a line of one’s own starts without administrators', async () => {
  const rows = [];
  for await (const row of line.queries.directory.all()) rows.push(row);
  const streams = [];
  for await (const stream of line.store.streams()) streams.push(stream);
  expect({ rows, streams, enrolled: line.found.enrolled }).toStrictEqual({
    rows: [],
    streams: [],
    enrolled: [],
  });
});

it('the demonstration refuses to play on it', async () => {
  const { status, err } = await emergencyHere(['demo'], { LINE_CONFIG: configFile });
  expect({ status, err }).toStrictEqual({
    status: 2,
    err: expect.stringMatching(/is of another line than the demonstration/),
  });
});
