import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, vi } from 'vitest';
import { jsonLog } from '../../adapters/log.ts';
import { announce } from '../../cli/connection.ts';
import type { FakeAws } from '../../local/aws/fake-aws.ts';
import { serveApi } from '../../local/http/server.ts';
import { type LocalLine, startLine } from '../../local/line.ts';
import { CONFIG_FILE } from './config-file.ts';

export type ServedLine = LocalLine & {
  url: string;
  edge: FakeAws;
  /** The log lines written so far. */
  lines: string[];
};

/** A line and its API in this process, stopped after the tests of the file: for tests that reach inside. */
export const serveLine = async (folder: string | null, configFile = CONFIG_FILE): Promise<ServedLine> => {
  const lines: string[] = [];
  const log = jsonLog((text) => void lines.push(text), Date.now);
  const line = await startLine({ folder, configFile, log });
  const server = await serveApi(line, 0);
  afterAll(async () => {
    await server.close();
    await line.stop();
  });
  return { ...line, url: server.url, edge: line.services.fakeAws, lines };
};

/** A line which commands in this process find by `env`: on the data folder, or without one in memory. */
export const announcedLine = async (dataFolder: string | null = null) => {
  const line = await serveLine(dataFolder);
  const folder = dataFolder ?? mkdtempSync(join(tmpdir(), 'emergency-line-'));
  if (dataFolder === null) afterAll(() => rmSync(folder, { recursive: true }));
  const env = { EMERGENCY_LINE_DATA: folder };
  vi.stubEnv('EMERGENCY_LINE_DATA', folder);
  announce(line.url, line.id, line.ctx.environment);
  vi.unstubAllEnvs();
  return { ...line, folder, env };
};
