import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CONFIG_FILE } from '../kit/config-file.ts';
import { command } from './command.ts';
import { emergency, newFolder, startProcess } from './product.ts';
import { refused } from './refused.ts';
import { startedFolder } from './started-folder.ts';

const WHO = ['--as', 'duty-desk', '--reason', 'the phones are down'];

/** The shipped configuration with Manila under another id. */
const renamedTo = (id: string) => {
  const file = join(newFolder(), 'line.config.json');
  writeFileSync(file, readFileSync(CONFIG_FILE, 'utf8').replaceAll('"Manila"', `"${id}"`));
  return file;
};

describe.each(['Makati', 'manila'])('a location in an emergency that was renamed to %s', (id) => {
  const EMERGENCY_LINE_DATA = newFolder();
  const renamed = { EMERGENCY_LINE_DATA, LINE_CONFIG: renamedTo(id), PORT: '0' };

  beforeAll(async () => {
    await startedFolder(EMERGENCY_LINE_DATA);
    await command(['set', 'Manila', '--type', 'weather', ...WHO], { EMERGENCY_LINE_DATA });
  });

  it('stops the line from starting, until it is removed under its old id', async () => {
    await refused(
      emergency(['start'], renamed),
      /in an emergency, but not in the configuration: Manila; .*emergency remove <location>/,
    );
    await refused(command(['set', 'Manila2', '--type', 'weather', ...WHO], renamed), /unknown location/);
    const { code, stdout } = await command(['remove', 'Manila', ...WHO, '--json'], renamed);
    expect({ code, location: JSON.parse(stdout).location }).toStrictEqual({ code: 0, location: 'Manila' });
    const line = await startProcess(EMERGENCY_LINE_DATA, renamed);
    await line.kill('SIGTERM');
  });

  it('is not removed when the log has never heard of it', async () => {
    await refused(command(['remove', 'Atlantis', ...WHO], renamed), /unknown location; use one of/);
    await refused(command(['remove', '../Manila', ...WHO], renamed), /unknown location; use one of/);
  });
});
