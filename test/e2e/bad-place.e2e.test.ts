import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { shippedConfig } from '../kit/ports.ts';
import { command } from './command.ts';
import { emergency, newFolder, startProcess } from './product.ts';
import { refused } from './refused.ts';
import { startedFolder } from './started-folder.ts';

type Env = Record<string, string>;

const config = shippedConfig();
const write = (name: string, text: string) => {
  const file = join(newFolder(), name);
  writeFileSync(file, text);
  return file;
};
const configFile = (change: (good: Record<string, unknown>) => void) => {
  const changed = structuredClone(config) as Record<string, unknown>;
  change(changed);
  return write('line.config.json', JSON.stringify(changed));
};

const started = await startedFolder();

describe('an unusable configuration', () => {
  const missing = join(newFolder(), 'nowhere.json');
  const FILES: [what: string, file: string, says: RegExp][] = [
    ['is missing', missing, /nowhere\.json cannot be read \(ENOENT\); set LINE_CONFIG to the configuration/],
    ['is a folder', newFolder(), /cannot be read \(EISDIR\)/],
    ['is not JSON', write('line.config.json', '{ "name": oops'), /line\.config\.json is not JSON/],
    ['is something else', write('line.config.json', '[]'), /\(the whole file\): must be an object/],
    ['lacks a part', configFile((bad) => delete bad.locations), / {2}locations: /],
    [
      'has a part too many',
      configFile((bad) => Object.assign(bad, { sites: [] })),
      /has an unknown field: "sites"/,
    ],
    [
      'names a location twice',
      configFile((bad) => (bad.locations as unknown[]).push(config.locations[0])),
      /two locations have the id/,
    ],
  ];

  it.each(FILES)('is named in the error when it %s', async (_, LINE_CONFIG, says) => {
    const env = { LINE_CONFIG, EMERGENCY_LINE_DATA: newFolder() };
    for (const args of [['start'], ['demo'], ['flows', 'render', '--out', newFolder()]])
      await refused(command(args, env), says);
    await refused(command(['start', '--json'], env), says, 'json');
    await refused(command(['board'], { ...env, EMERGENCY_LINE_DATA: started }), says);
  });
});

const NO_LINE = /there is no line in .*; check EMERGENCY_LINE_DATA, or start a new line there/;
const folderUnder = (file: string) => join(file, 'data');
const FOLDERS: [what: string, folder: () => string][] = [
  ['is a file', () => write('file', 'text')],
  ['is under a file', () => folderUnder(write('file', 'text'))],
  // Not even root may make a folder there.
  ['may not be written', () => '/sys/emergency-line'],
];

describe('an unusable data folder', () => {
  it.each(FOLDERS)('is named in the error when it %s', async (_, folder) => {
    const env = { EMERGENCY_LINE_DATA: folder(), PORT: '0' };
    const says = new RegExp(
      `${env.EMERGENCY_LINE_DATA} cannot be used as data folder \\(E[A-Z]+\\); choose another`,
    );
    await refused(command(['start'], env), says);
    await refused(command(['start', '--json'], env), says, 'json');
    await refused(command(['verify', '--json'], env), NO_LINE, 'json');
  });

  it('is not created by a command that has no line to work on', async () => {
    const folder = join(newFolder(), 'mistyped');
    const env = { EMERGENCY_LINE_DATA: folder };
    for (const args of [
      ['board'],
      ['history'],
      ['verify'],
      ['admin', 'list'],
      ['set', 'Manila', '--type', 'weather', '--reason', 'drill'],
    ])
      await refused(command(args, env), NO_LINE);
    expect(existsSync(folder)).toBe(false);
  });

  it('is the default one of the nearest configuration when the variable is empty', async () => {
    const here = newFolder();
    writeFileSync(join(here, 'line.config.json'), JSON.stringify(config));
    vi.spyOn(process, 'cwd').mockReturnValue(here);
    const env = { EMERGENCY_LINE_DATA: '', LINE_CONFIG: '' };
    await refused(command(['verify'], env), /there is no line in \.emergency-line;/);
    mkdirSync(join(here, 'below'));
    vi.spyOn(process, 'cwd').mockReturnValue(join(here, 'below'));
    await refused(command(['verify'], env), new RegExp(`there is no line in ${here}/\\.emergency-line;`));
    vi.restoreAllMocks();
  });
});

describe('emergency start', () => {
  it.each(['abc', '70000', '22.5', '-1', '0x'])('rejects %j as a port', async (PORT) => {
    await refused(
      command(['start'], { PORT, EMERGENCY_LINE_DATA: newFolder() }),
      /PORT is ".*"; it must be a number from 0 to 65535/,
    );
  });

  it('exits when the configuration or the data folder is unusable', async () => {
    await Promise.all([
      refused(
        emergency(['start'], { LINE_CONFIG: write('line.config.json', '{') }),
        /line\.config\.json is not JSON/,
      ),
      refused(
        emergency(['start', '--json'], { EMERGENCY_LINE_DATA: write('file', 'text'), PORT: '0' }),
        /cannot be used as data folder/,
        'json',
      ),
    ]);
  });

  it('names a port in use and exits', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const PORT = String((other.address() as { port: number }).port);
    const EMERGENCY_LINE_DATA = join(newFolder(), 'new');
    const says = new RegExp(
      `port ${PORT} cannot be used \\(EADDRINUSE\\); choose another: PORT=${Number(PORT) + 1} npm start`,
    );
    await refused(emergency(['start'], { PORT, EMERGENCY_LINE_DATA }), says);
    await refused(command(['start', '--json'], { PORT, EMERGENCY_LINE_DATA }), says, 'json');
    expect(existsSync(EMERGENCY_LINE_DATA)).toBe(false);
    other.close();
  });

  it('reports a data folder in use and does not disturb its owner', async () => {
    const folder = newFolder();
    const first = await startProcess(folder);
    const env: Env = { EMERGENCY_LINE_DATA: folder, PORT: '0' };
    await refused(
      emergency(['start', '--json'], env),
      /the line already runs on .*: process \d+, http:\/\/127\.0\.0\.1:\d+\. Stop it/,
      'json',
    );
    const elsewhere = { EMERGENCY_LINE_DATA: join(newFolder(), 'new'), PORT: new URL(first.url).port };
    await refused(
      command(['start'], elsewhere),
      new RegExp(
        `another line runs at ${first.url}: process ${first.pid}\\. Stop it \\(kill ${first.pid}\\), or`,
      ),
    );
    expect(existsSync(elsewhere.EMERGENCY_LINE_DATA)).toBe(false);
    expect((await fetch(`${first.url}/api/verify`)).status).toBe(200);
    expect(await command(['verify'], env)).toMatchObject({ code: 0 });
    expect(await first.kill('SIGTERM')).toBe(0);
  });
});
