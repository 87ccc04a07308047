import { afterAll, vi } from 'vitest';
import { jsonLog } from '../../adapters/log.ts';
import { announce } from '../../cli/connection.ts';
import type { FakeAws } from '../../local/aws/fake-aws.ts';
import { serveApi } from '../../local/http/server.ts';
import { type LocalLine, startLine } from '../../local/line.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';
import { newFolder } from './product.ts';

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

/** A new data folder on which a line has run: without one, no command works. */
export const startedFolder = async (folder = newFolder()): Promise<string> => {
  const line = await startLine({ folder, configFile: CONFIG_FILE, log: () => {} });
  await line.stop();
  return folder;
};

/** A served line that commands with this data folder find. */
export const announcedLine = async (folder: string): Promise<ServedLine> => {
  const line = await serveLine(folder);
  vi.stubEnv('EMERGENCY_LINE_DATA', folder);
  announce(line.url, line.id, line.ctx.environment);
  vi.unstubAllEnvs();
  return line;
};
