import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, vi } from 'vitest';
import { announce } from '../../cli/connection.ts';
import { serveApi } from '../../local/http/server.ts';
import { startLine } from '../../local/line.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';

/** A line in memory which commands in this process find by EMERGENCY_LINE_DATA, until the file's tests are done. */
export const announcedLine = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'emergency-line-'));
  const line = await startLine({ folder: null, configFile: CONFIG_FILE, log: () => {} });
  const server = await serveApi(line, 0);
  vi.stubEnv('EMERGENCY_LINE_DATA', folder);
  announce(server.url, line.id, line.services.environment);
  vi.unstubAllEnvs();
  afterAll(async () => {
    await server.close();
    await line.stop();
    rmSync(folder, { recursive: true });
  });
  return { line, url: server.url, folder, env: { EMERGENCY_LINE_DATA: folder } };
};
