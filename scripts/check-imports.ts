import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MAY_IMPORT, NO_PACKAGES, SURFACES } from './import-rules.ts';

/** An import, an export from, a dynamic import, and an import for its side effects: the forms our formatter leaves. */
const SPECIFIER = /^(?:(?:import|export)\b|\})[^'"\n]*?(?:from )?'([^'\n]+)'|\bimport\('([^'\n]+)'\)/gm;

const specifiers = (text: string): string[] =>
  [...text.matchAll(SPECIFIER)].map(([, from, dynamic]) => from ?? dynamic ?? '');

const isIn = (file: string, folder: string) => file === folder || file.startsWith(`${folder}/`);

/** The most specific rule that holds for a file; none for the tests, which may import everything. */
const folderOf = (file: string): string | undefined =>
  Object.keys(MAY_IMPORT)
    .filter((folder) => isIn(file, folder))
    .sort((a, b) => b.length - a.length)[0];

const packageFault = (file: string, name: string): string | null => {
  const bare = builtinModules.includes(name) ? `node:${name}` : name;
  const rule = Object.entries(NO_PACKAGES).find(
    ([folder, { pattern }]) => isIn(file, folder) && pattern.test(bare),
  );
  return rule ? rule[1].reason : null;
};

const folderFault = (file: string, target: string): string | null => {
  const from = folderOf(file);
  if (from !== undefined && !isIn(target, from) && !MAY_IMPORT[from]?.some((folder) => isIn(target, folder)))
    return `${from}/ may import ${MAY_IMPORT[from]?.join(', ') || 'nothing of ours'} only`;
  const surface = SURFACES.find((folder) => isIn(target, folder) && !isIn(file, folder));
  const mayLookInside = isIn(file, 'test') || target === `${surface}/index.ts`;
  return surface && !mayLookInside ? `import it from ${surface}/index.ts` : null;
};

/**
 * Holds every import to the rules of `import-rules.ts`: which folder may import which, which folders are entered through
 * their index alone, and which packages a folder must not know. Circles are the linter's (`noImportCycles`).
 * @param files source files by their path from the project's root
 * @returns one sentence for each import that breaks a rule
 */
export const importFaults = (files: ReadonlyMap<string, string>): string[] =>
  [...files].flatMap(([file, text]) =>
    specifiers(text).flatMap((specifier) => {
      const target = posix.join(posix.dirname(file), specifier);
      const fault = specifier.startsWith('.') ? folderFault(file, target) : packageFault(file, specifier);
      return fault ? [`${file} imports ${specifier}: ${fault}`] : [];
    }),
  );

const main = () => {
  const listed = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'],
    { encoding: 'utf8' },
  );
  const faults = importFaults(
    new Map(
      listed
        .trim()
        .split('\n')
        .map((file) => [file, readFileSync(file, 'utf8')]),
    ),
  );
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
