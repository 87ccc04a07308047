import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { announce } from '../../cli/connection.ts';
import { serveApi } from '../../local/http/server.ts';
import { startLine } from '../../local/line.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';

/** Changes to a new folder that has the configuration, as the project has; returns how to leave and remove it. */
export const enterProject = (): (() => void) => {
  const project = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'emergency-line-'));
  mkdirSync(join(folder, 'docs'));
  copyFileSync(CONFIG_FILE, join(folder, 'line.config.json'));
  process.chdir(folder);
  for (const name of ['LINE_CONFIG', 'EMERGENCY_LINE_DATA']) vi.stubEnv(name, '');
  vi.stubEnv('TZ', 'UTC');
  return () => {
    vi.unstubAllEnvs();
    process.chdir(project);
    rmSync(folder, { recursive: true });
  };
};

/** Starts the line of the current folder, which commands in this process find; returns how to stop it. */
export const startHere = async (): Promise<() => Promise<void>> => {
  const line = await startLine({
    folder: '.emergency-line',
    configFile: 'line.config.json',
    log: () => {},
  });
  const server = await serveApi(line, 0);
  const withdraw = announce(server.url, line.id, line.services.environment);
  return async () => {
    withdraw();
    await server.close();
    await line.stop();
  };
};
