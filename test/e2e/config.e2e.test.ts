import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONFIG_FILE } from '../kit/config-file.ts';
import { announcedLine } from '../kit/served-line.ts';
import { command } from './command.ts';
import { newFolder } from './product.ts';
import { refused } from './refused.ts';

describe('emergency init', () => {
  const out = join(newFolder(), 'own.json');

  it('writes a configuration that can be used, of its answers', async () => {
    const args = [
      '--locations',
      'El Paso America/Denver, Miami America/New_York',
      '--languages',
      'en-US, es-US',
    ];
    const ran = await command(['init', '--out', out, '--name', 'Acme', ...args], {});
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.stdout).toContain(`Wrote ${out}.`);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({
      name: 'Acme',
      languages: ['en-US', 'es-US'],
      locations: [
        { id: 'El-Paso', name: 'El Paso', timeZone: 'America/Denver' },
        { id: 'Miami', timeZone: 'America/New_York' },
      ],
    });
    const { code, stdout } = await command(['config', '--json'], { LINE_CONFIG: out });
    expect(code).toBe(0);
    expect(JSON.parse(stdout).config.locations[0].normal['es-US']).toContain('El Paso');
  });

  it('does not replace a file unless told to', async () => {
    await refused(command(['init', '--out', out], {}), /exists; choose another file with --out/);
    expect(await command(['init', '--out', out, '--force'], {})).toMatchObject({ code: 0 });
  });

  it('names the answer that cannot be used', async () => {
    const other = join(newFolder(), 'own.json');
    await refused(
      command(['init', '--out', other, '--locations', 'Manila Asia/Manilla'], {}),
      /--locations: Manila: Asia\/Manilla is not a time zone/,
    );
    await refused(
      command(['init', '--out', other, '--admin', '0812'], {}),
      /--admin: must begin with \+ and the country code/,
    );
  });
});

describe('emergency config', () => {
  it('prints what is in force, and what differs from the running line', async () => {
    const folder = newFolder();
    const line = await announcedLine(folder);
    const file = join(folder, 'line.config.json');
    writeFileSync(
      file,
      JSON.stringify({
        ...JSON.parse(readFileSync(CONFIG_FILE, 'utf8')),
        name: 'Renamed',
      }),
    );
    const { stdout } = await command(['config'], { LINE_CONFIG: file, EMERGENCY_LINE_DATA: folder });
    expect(stdout).toMatch(/Manila +Asia\/Manila +\+6568000002 +The Manila contact centre is open as usual/);
    expect(stdout).toMatch(
      /differs from the running line in 1 field:\nCHANGE .*NEEDS\nchanged +name .* a restart/,
    );
    expect(stdout).toContain(`"${line.config.name}"`);
    expect(stdout).toContain('"Renamed"');
  });

  it('refuses a file that cannot be used, with every fault', async () => {
    const file = join(newFolder(), 'line.config.json');
    writeFileSync(file, '{"locations": [{"id": "Manila"}]}');
    await refused(
      command(['config'], { LINE_CONFIG: file }),
      /locations\[0\] \(Manila\)\.timeZone: is missing/,
    );
  });
});
