import { expect, it } from 'vitest';
import { importCycles, importFaults } from '../../scripts/check-imports.ts';
import { MAY_IMPORT, SURFACES } from '../../scripts/import-rules.ts';

const faults = (file: string, text: string) => importFaults(new Map([[file, text]]));

const FORMS: Record<string, (name: string) => string> = {
  'an import': (name) => `import { x } from '${name}';\n`,
  'an import of a type': (name) => `import type { X } from '${name}';\n`,
  'an import over several lines': (name) => `import {\n  x,\n  y,\n} from '${name}';\n`,
  'an export from': (name) => `export { x } from '${name}';\n`,
  'a side-effect import': (name) => `import '${name}';\n`,
  'a dynamic import': (name) => `const x = () => import('${name}');\n`,
};

const folders = Object.keys(MAY_IMPORT);
const entry = (folder: string) => (SURFACES.includes(folder) ? `${folder}/index.ts` : `${folder}/x.ts`);
const up = (from: string) =>
  from
    .split('/')
    .map(() => '..')
    .join('/');
const pairs = folders.flatMap((from) => folders.filter((to) => to !== from).map((to) => ({ from, to })));
const allows = (from: string, to: string) =>
  MAY_IMPORT[from]?.some((folder) => to === folder || to.startsWith(`${folder}/`)) ?? false;

it.each(pairs.filter(({ from, to }) => !allows(from, to)))(
  'the import check refuses $from importing $to',
  ({ from, to }) => {
    expect(faults(`${from}/a.ts`, `import { x } from '${up(from)}/${entry(to)}';\n`)).toHaveLength(1);
  },
);

it.each(pairs.filter(({ from, to }) => allows(from, to)))(
  'the import check lets $from import $to',
  ({ from, to }) => {
    expect(faults(`${from}/a.ts`, `import { x } from '${up(from)}/${entry(to)}';\n`)).toStrictEqual([]);
  },
);

it.each(Object.entries(FORMS))('the import check recognizes %s', (_, form) => {
  expect(faults('adapters/a.ts', form('../handlers/x.ts'))).toHaveLength(1);
});

it.each(SURFACES)('the import check lets other folders import %s through its index only', (folder) => {
  expect(faults('cli/a.ts', `import { x } from '../${folder}/deep/x.ts';\n`)).toHaveLength(1);
  expect(faults('test/a.ts', `import { x } from '../${folder}/deep/x.ts';\n`)).toStrictEqual([]);
});

it.each(['node:fs', 'fs', '@aws-sdk/client-kms'])('the import check keeps %s out of domain/', (name) => {
  expect(faults('domain/ledger/a.ts', `import { x } from '${name}';\n`)).toHaveLength(1);
});

it('the import check keeps product code out of test/ and lets bench/ use test/kit/', () => {
  expect(faults('cli/a.ts', "import { x } from '../test/kit/x.ts';\n")).toHaveLength(1);
  expect(faults('bench/a.ts', "import { x } from '../test/domain/x.ts';\n")).toHaveLength(1);
  expect(faults('bench/a.ts', "import { x } from '../test/kit/x.ts';\n")).toStrictEqual([]);
});

it.each(Object.entries(FORMS))('the import check finds a cycle through %s', (_, form) => {
  const files = [
    ['cli/a.ts', form('./b.ts')],
    ['cli/b.ts', "import { x } from './deep/c.ts';\n"],
    ['cli/deep/c.ts', "import { x } from '../b.ts';\nimport { y } from '../a.ts';\n"],
  ] as const;
  expect(importCycles(new Map(files))).toStrictEqual([
    'import cycle: cli/b.ts → cli/deep/c.ts → cli/b.ts',
    'import cycle: cli/a.ts → cli/b.ts → cli/deep/c.ts → cli/a.ts',
  ]);
});

it('the import check allows two ways to the same file', () => {
  const files = [
    ['cli/a.ts', "import { x } from './b.ts';\nimport { y } from './c.ts';\n"],
    ['cli/b.ts', "import { y } from './c.ts';\n"],
    ['cli/c.ts', ''],
  ] as const;
  expect(importCycles(new Map(files))).toStrictEqual([]);
});
