// What `npm test` runs: types, lint, import rules, then the tests by cost. The last line is `N passed, N failed`.
// Arguments: names of stages (`unit e2e`) run only those; paths of files run those second opinions (.ci/opinions).
// Long properties, storms and matrices run as a sample, and whole where EMERGENCY_LINE_TEST_ALL is set (.ci/run); there
// a test whose prerequisites are missing, which prints `skipped: …`, is a failure.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
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
const countTests = (files, explained) => {
  const tests = files.flatMap(({ status, assertionResults }) =>
    status === 'failed' && assertionResults.length === 0 ? [{ status }] : assertionResults,
  );
  const counted = (...statuses) => tests.filter(({ status }) => statuses.includes(status)).length;
  const unexplained = explained ? 0 : tests.length - counted('passed', 'failed');
  if (unexplained > 0) console.log(`${unexplained} tests were skipped without a notice`);
  return { passed: counted('passed'), failed: counted('failed') + unexplained };
};

/** One run for all costs: the long files of one would otherwise leave a core idle before the next begins. */
const tests = async (project, costs, ...files) => {
  const file = join(root, '.cache/tests.json');
  mkdirSync(join(root, '.cache'), { recursive: true });
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const status = await run('vitest', ['run', '--project', project, ...reporters, ...files]);
  if (!existsSync(file)) throw new Error('vitest wrote no report');
  const { testResults } = JSON.parse(readFileSync(file, 'utf8'));
  const counts = costs.map((name) => [
    name,
    countTests(
      testResults.filter((result) => result.name.endsWith(`.${name}.test.ts`)),
      notices.size > 0,
    ),
  ]);
  const isExplained = status === 0 || counts.some(([, { failed }]) => failed > 0);
  return isExplained ? counts : [...counts, ['vitest', { passed: 0, failed: 1 }]];
};

const CHECKS = {
  types: () => check('tsc', '--noEmit'),
  lint: () => check('biome', 'check', '--error-on-warnings', '.'),
  imports: () => check('tsx', 'scripts/check-imports.ts'),
};
const COSTS = ['unit', 'int', 'e2e'];
const named = process.argv.slice(2);
const isChosen = (name) => named.length === 0 || named.includes(name);
const areStages = named.every((name) => name in CHECKS || COSTS.includes(name));

const start = performance.now();
const summary = [];
if (areStages) {
  const checks = Object.entries(CHECKS).filter(([name]) => isChosen(name));
  summary.push(...(await Promise.all(checks.map(async ([name, check]) => [name, await check()]))));
  const costs = COSTS.filter(isChosen);
  const files = costs.map((name) => `.${name}.test.ts`);
  if (costs.length > 0) summary.push(...(await tests('all', costs, ...files)));
} else summary.push(...(await tests('opinion', ['opinion'], ...named)));

const total = { passed: 0, failed: process.env.EMERGENCY_LINE_TEST_ALL ? notices.size : 0 };
for (const [, { passed, failed }] of summary) {
  total.passed += passed;
  total.failed += failed;
}
const counts = ({ passed, failed }) => `${passed} passed, ${failed} failed`;
const lines = summary.map(([name, found]) => `${name.padEnd(8)}${counts(found)}`);
const seconds = `${Math.round((performance.now() - start) / 1000)} s`;
console.log(['', ...lines, seconds, ...notices, counts(total)].join('\n'));
process.exitCode = total.failed > 0 ? 1 : 0;
