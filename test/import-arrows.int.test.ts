import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
/** The README's order of folders: each may import only what stands before it. */
const FOLDERS = ['domain', 'flows', 'adapters', 'projections', 'handlers', 'infra', 'local', 'cli'];
const KEPT = FOLDERS.slice(0, FOLDERS.indexOf('cli'));

const pairs = KEPT.flatMap((from, index) => FOLDERS.map((to, other) => ({ from, to, order: other - index })));
const forbidden = pairs.filter(({ order }) => order > 0);
/** The local line stands in for what infra/ deploys, so it may not lean on it. */
const allowed = pairs.filter(({ from, to, order }) => order < 0 && !(from === 'local' && to === 'infra'));

const outside = [
  { from: 'domain', name: 'node:fs' },
  { from: 'domain', name: 'fs' },
  { from: 'domain', name: '@aws-sdk/client-kms' },
  { from: 'flows', name: '@aws-sdk/client-connect' },
];
const forms: Record<string, (name: string) => string> = {
  'an import': (name) => `import { x } from '${name}';\n\nexport const y = x;\n`,
  'an import of a type': (name) => `import type { X } from '${name}';\n\nexport type Y = X;\n`,
  'an export': (name) => `export { x } from '${name}';\n`,
  'a dynamic import': (name) => `export const y = () => import('${name}');\n`,
};
const importing = forms['an import'] ?? String;

/** A snippet for each case, in a tree of its own that only shares the project's rules. */
const SNIPPETS = new Map([
  ...[...forbidden, ...allowed].map(
    ({ from, to }) => [`${from}/to-${to}.ts`, importing(`../${to}/x.ts`)] as const,
  ),
  ...outside.map(({ from, name }, index) => [`${from}/outside-${index}.ts`, importing(name)] as const),
  ...Object.values(forms).map(
    (form, index) => [`domain/form-${index}.ts`, form('../adapters/x.ts')] as const,
  ),
  ['domain/deep/to-adapters.ts', importing('../../adapters/x.ts')],
  ['handlers/one.ts', "import { two } from './two.ts';\n\nexport const one = () => two;\n"],
  ['handlers/two.ts', "import { one } from './one.ts';\n\nexport const two = () => one;\n"],
]);

describe('the import arrows', () => {
  const tree = mkdtempSync(join(tmpdir(), 'import-arrows-'));
  const rules = new Map<string, string[]>();
  const refused = (file: string) => rules.get(file) ?? [];

  beforeAll(() => {
    cpSync(join(ROOT, 'biome.json'), join(tree, 'biome.json'));
    for (const [file, text] of SNIPPETS) {
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      writeFileSync(join(tree, file), text);
    }
    const biome = join(ROOT, 'node_modules', '.bin', 'biome');
    const options = ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', '.'];
    const { stdout } = spawnSync(biome, options, { cwd: tree, encoding: 'utf8' });
    for (const { category, severity, location } of JSON.parse(stdout).diagnostics)
      if (severity === 'error') rules.set(location.path, [...refused(location.path), category]);
  });
  afterAll(() => rmSync(tree, { recursive: true }));

  it.each(forbidden)('$from may not import $to', ({ from, to }) => {
    expect(refused(`${from}/to-${to}.ts`)).toStrictEqual(['lint/style/noRestrictedImports']);
  });

  it.each(allowed)('$from may import $to', ({ from, to }) => {
    expect(refused(`${from}/to-${to}.ts`)).toStrictEqual([]);
  });

  it.each(outside.map((snippet, index) => ({ ...snippet, index })))(
    '$from may not import $name',
    ({ from, index }) => {
      expect(refused(`${from}/outside-${index}.ts`)).toHaveLength(1);
    },
  );

  it.each(Object.keys(forms).map((form, index) => ({ form, index })))('$form is an import', ({ index }) => {
    expect(refused(`domain/form-${index}.ts`)).toStrictEqual(['lint/style/noRestrictedImports']);
  });

  it('hold in folders within folders', () => {
    expect(refused('domain/deep/to-adapters.ts')).toStrictEqual(['lint/style/noRestrictedImports']);
  });

  it('may not go in a circle', () => {
    expect([refused('handlers/one.ts'), refused('handlers/two.ts')]).toStrictEqual([
      ['lint/suspicious/noImportCycles'],
      ['lint/suspicious/noImportCycles'],
    ]);
  });
});
