import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../flows/language/problem.ts';
import { readShape } from '../../flows/lint/shape.ts';
import { lintFlow } from '../../flows/lint.ts';
import { lintSecrets } from '../../flows/lint-secrets.ts';
import { runFlow } from './run-flow.ts';

/** `tsx test/flows/try-folders.ts <folder>…` lints and runs the flow in each file of the folders; only a crash fails. */
const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted();

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch {
    return undefined;
  }
};

const lines = (problems: readonly Problem[]): string[] =>
  problems.map(({ path, rule, severity, message }) => `  ${severity} ${rule} ${path}: ${message}`);

const tryFlow = async (text: string): Promise<string[]> => {
  const json = parse(text);
  if (json === undefined) return ['  is not JSON'];
  const findings = lines(lintFlow(json));
  const read = readShape(json);
  if ('problems' in read) return findings;
  lintSecrets(read.flow);
  const refused = await runFlow(read.flow);
  return refused === null
    ? [...findings, '  ran']
    : [...findings, `  not run: ${refused.split('\n').join(' ')}`];
};

const files = process.argv.slice(2).flatMap(filesOf);
const count = { passed: 0, failed: 0 };
for (const file of files) {
  try {
    const findings = await tryFlow(readFileSync(file, 'utf8'));
    console.log([file, ...findings].join('\n'));
    count.passed += 1;
  } catch (error) {
    console.log(`${file}\n  CRASHED: ${error instanceof Error ? error.stack : String(error)}`);
    count.failed += 1;
  }
}
if (files.length === 0) {
  console.log('These folders contain no file; set EMERGENCY_LINE_FLOWS to others');
  count.failed += 1;
}
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed > 0 ? 1 : 0;
