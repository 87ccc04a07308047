import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sourceFiles } from '../../scripts/check-imports.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sources-'));
  execFileSync('git', ['init', '--quiet'], { cwd: root });
});
afterEach(() => rmSync(root, { recursive: true }));

it('the import check reads new and tracked files, and skips deleted ones that git still lists', () => {
  for (const file of ['tracked.ts', 'deleted.ts', 'notes.md']) writeFileSync(join(root, file), file);
  execFileSync('git', ['add', '.'], { cwd: root });
  rmSync(join(root, 'deleted.ts'));
  writeFileSync(join(root, 'new.ts'), 'new.ts');
  expect(Object.fromEntries(sourceFiles(root))).toStrictEqual({
    'tracked.ts': 'tracked.ts',
    'new.ts': 'new.ts',
  });
});
