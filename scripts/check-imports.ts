import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MAY_IMPORT, NO_PACKAGES, SURFACES } from './import-rules.ts';

/** Matches an import, a re-export, a dynamic import and a side-effect import, as our formatter writes them. */
const SPECIFIER = /^(?:(?:import|export)\b|\})[^'"\n]*?(?:from )?'([^'\n]+)'|\bimport\('([^'\n]+)'\)/gm;

const specifiers = (text: string): string[] =>
  [...text.matchAll(SPECIFIER)].map(([, from, dynamic]) => from ?? dynamic ?? '');

const isIn = (file: string, folder: string) => file === folder || file.startsWith(`${folder}/`);

/** The most specific folder in MAY_IMPORT that contains a file; undefined for tests, which may import everything. */
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
  const allowed = isIn(file, 'test') || target === `${surface}/index.ts`;
  return surface && !allowed ? `import it from ${surface}/index.ts` : null;
};

/**
 * Checks every import against `import-rules.ts`: which folder may import which, which folders are imported through their
 * index only, and which packages a folder must not import.
 * @param files contents of source files by their path from the project's root
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

/**
 * Finds import cycles, those of types included. Biome's `noImportCycles` takes longer than all its other rules together.
 * @param files contents of source files by their path from the project's root
 * @returns one sentence for each import that closes a cycle
 */
export const importCycles = (files: ReadonlyMap<string, string>): string[] => {
  const visited = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] => {
    if (path.includes(file))
      return [`import cycle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`];
    if (visited.has(file)) return [];
    visited.add(file);
    return specifiers(files.get(file) ?? '')
      .filter((specifier) => specifier.startsWith('.'))
      .flatMap((specifier) => visit(posix.join(posix.dirname(file), specifier), [...path, file]));
  };
  return [...files.keys()].flatMap((file) => visit(file, []));
};

/** Reads every TypeScript file that git tracks or would track under `root`, except deleted ones that its index still lists. */
export const sourceFiles = (root: string): Map<string, string> => {
  const listed = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'],
    { cwd: root, encoding: 'utf8' },
  );
  const existing = listed.split('\n').filter((file) => file !== '' && existsSync(join(root, file)));
  return new Map(existing.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const files = sourceFiles('.');
  const faults = [...importFaults(files), ...importCycles(files)];
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
