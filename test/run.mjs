// What `npm test` runs: types, lint, import rules, then the tests by cost. The last line is `N passed, N failed`.
// With names of files it runs those second opinions only (.ci/opinions).
// With EMERGENCY_LINE_TEST_ALL set, whatever would be left out for want of something (a test prints `left out: …`) has failed.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const leftOut = new Set();

/** Runs one of our tools, its output passed on; answers its exit status. */
const run = (tool, args) =>
  new Promise((resolve, reject) => {
    const child = spawn(join(root, 'node_modules/.bin', tool), args, {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let open = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      process.stdout.write(text);
      const lines = (open + text).split('\n');
      open = lines.pop() ?? '';
      for (const line of lines.filter((one) => one.startsWith('left out: '))) leftOut.add(line);
    });
    child.on('error', reject).on('close', resolve);
  });

/** A tool that checks everything at once counts as one test. */
const check = async (tool, ...args) => {
  const ok = (await run(tool, args)) === 0;
  return { passed: Number(ok), failed: Number(!ok) };
};

/** A file that could not be loaded, a fault outside all tests and a test skipped without a word are failures too. */
const counted = (report, status) => {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = report;
  const unloaded = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const skipped = leftOut.size === 0 ? numPendingTests + numTodoTests : 0;
  if (skipped > 0) console.log(`${skipped} tests were skipped and did not say why`);
  const failed = numFailedTests + unloaded.length + skipped;
  return { passed: numPassedTests, failed: failed || Number(status !== 0) };
};

const tests = async (project, ...files) => {
  const file = join(root, '.cache', `test-${project}.json`);
  mkdirSync(join(root, '.cache'), { recursive: true });
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const status = await run('vitest', ['run', '--project', project, ...reporters, ...files]);
  try {
    return counted(JSON.parse(readFileSync(file, 'utf8')), status);
  } catch {
    console.log(`vitest wrote no report of the ${project} tests`);
    return { passed: 0, failed: 1 };
  }
};

const opinions = process.argv.slice(2);
const ALL = [
  ['types', () => check('tsc', '--noEmit')],
  ['lint', () => check('biome', 'check', '--error-on-warnings', '.')],
  ['imports', () => check('tsx', 'scripts/check-imports.ts')],
  ['unit', () => tests('unit')],
  ['int', () => tests('int')],
  ['e2e', () => tests('e2e')],
];
const STAGES = opinions.length > 0 ? [['opinion', () => tests('opinion', ...opinions)]] : ALL;

const total = { passed: 0, failed: 0 };
const summary = [];
for (const [name, stage] of STAGES) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const { passed, failed } = await stage();
  total.passed += passed;
  total.failed += failed;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  summary.push(`${name.padEnd(7)} ${seconds.padStart(6)} s  ${passed} passed, ${failed} failed`);
}
if (process.env.EMERGENCY_LINE_TEST_ALL) total.failed += leftOut.size;
console.log(['', ...summary, ...leftOut, `${total.passed} passed, ${total.failed} failed`].join('\n'));
process.exitCode = total.failed > 0 ? 1 : 0;
