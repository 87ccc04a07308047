// What `npm test` runs: types, lint, import rules, then the tests by cost. The last line is `N passed, N failed`.
// Arguments: names of stages (`unit e2e`) run only those; paths of files run those second opinions (.ci/opinions).
// Long properties, storms and matrices run as a sample, and whole where EMERGENCY_LINE_TEST_ALL is set (.ci/run); there
// a test whose prerequisites are missing, which prints `skipped: …`, is a failure.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
/** The `skipped: …` lines, each once. */
const notices = new Set();

/** Runs one of the installed tools and passes its output on; answers its exit status. */
const run = (tool, args) =>
  new Promise((resolve, reject) => {
    const child = spawn(join(root, 'node_modules/.bin', tool), args, {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let unfinished = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      process.stdout.write(text);
      const lines = (unfinished + text).split('\n');
      unfinished = lines.pop() ?? '';
      for (const line of lines.filter((one) => one.startsWith('skipped: '))) notices.add(line);
    });
    child.on('error', reject).on('close', resolve);
  });

/** A tool that checks everything at once counts as one test. */
const check = async (tool, ...args) => {
  const ok = (await run(tool, args)) === 0;
  return { passed: Number(ok), failed: Number(!ok) };
};

/** A file that cannot be loaded, an error outside all tests and a test skipped without a notice are failures too. */
const countTests = (report, status) => {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = report;
  const notLoaded = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const unexplained = notices.size === 0 ? numPendingTests + numTodoTests : 0;
  if (unexplained > 0) console.log(`${unexplained} tests were skipped without a notice`);
  const failed = numFailedTests + notLoaded.length + unexplained;
  return { passed: numPassedTests, failed: failed || Number(status !== 0) };
};

const tests = async (project, ...files) => {
  const file = join(root, '.cache', `test-${project}.json`);
  mkdirSync(join(root, '.cache'), { recursive: true });
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const status = await run('vitest', ['run', '--project', project, ...reporters, ...files]);
  try {
    return countTests(JSON.parse(readFileSync(file, 'utf8')), status);
  } catch {
    console.log(`vitest wrote no report of the ${project} tests`);
    return { passed: 0, failed: 1 };
  }
};

const STAGES = {
  types: () => check('tsc', '--noEmit'),
  lint: () => check('biome', 'check', '--error-on-warnings', '.'),
  imports: () => check('tsx', 'scripts/check-imports.ts'),
  unit: () => tests('unit'),
  int: () => tests('int'),
  e2e: () => tests('e2e'),
};
const named = process.argv.slice(2);
const chosen = named.every((name) => name in STAGES)
  ? Object.entries(STAGES).filter(([name]) => named.length === 0 || named.includes(name))
  : [['opinion', () => tests('opinion', ...named)]];

const total = { passed: 0, failed: 0 };
const summary = [];
for (const [name, stage] of chosen) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const { passed, failed } = await stage();
  total.passed += passed;
  total.failed += failed;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  summary.push(`${name.padEnd(7)} ${seconds.padStart(6)} s  ${passed} passed, ${failed} failed`);
}
if (process.env.EMERGENCY_LINE_TEST_ALL) total.failed += notices.size;
console.log(['', ...summary, ...notices, `${total.passed} passed, ${total.failed} failed`].join('\n'));
process.exitCode = total.failed > 0 ? 1 : 0;
