import { spawnSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { partOf, requireNew, writeWhole } from '../../cli/new-file.ts';

const file = () => join(mkdtempSync(join(tmpdir(), 'new-file-')), 'log');
const folderOf = (path: string) => readdirSync(join(path, '..'));

describe('a file that a command writes', () => {
  it('is replaced as a whole, and nothing else is left beside it', () => {
    const path = file();
    writeFileSync(path, 'old');
    writeWhole(path, 'new', 0o600);
    expect({ text: readFileSync(path, 'utf8'), names: folderOf(path) }).toStrictEqual({
      text: 'new',
      names: ['log'],
    });
  });

  it('is written where a link leads, which stays a link', () => {
    const path = file();
    writeFileSync(path, 'old');
    symlinkSync(path, `${path}-link`);
    writeWhole(`${path}-link`, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(lstatSync(`${path}-link`).isSymbolicLink()).toBe(true);
  });

  it('keeps its old contents when the new ones cannot be written', () => {
    const path = file();
    writeFileSync(path, 'old');
    expect(() => writeWhole(path, null as unknown as string)).toThrow();
    expect(readFileSync(path, 'utf8')).toBe('old');
  });

  it('is written again after a killed command, whose part is removed, and no other', () => {
    const path = file();
    const { pid: killed } = spawnSync('true');
    for (const name of [`.${killed}.part`, `.${process.ppid}.part`, '.part', '.1x.part'])
      writeFileSync(`${path}${name}`, 'half');
    writeFileSync(partOf(path), 'new', { flag: 'wx' });
    expect(folderOf(path)).toStrictEqual(
      ['log.1x.part', `log.${process.ppid}.part`, `log.${process.pid}.part`, 'log.part'].sort(),
    );
  });

  it('is refused in a folder that does not exist, and over an existing one where it must be new', () => {
    const path = file();
    expect(() => partOf(join(path, 'log'))).toThrow(/there is no folder .*log; create it/);
    writeFileSync(path, '');
    expect(() => requireNew(path)).toThrow(/already exists; choose another name/);
  });
});
