import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { circumstances } from '../../bench/report.ts';
import { CHECKS } from './all-checks.ts';
import { type Check, type CheckResult, runCheck } from './check.ts';
import { page } from './page.ts';
import { runAll } from './run.ts';

/**
 * `npm run evidence:security`: runs all checks or those of `--only`, in full or `--quick`. A full run of all writes the page,
 * any other one only with `--page`. Exit status 1 when a check fails.
 */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: '20261122' },
    only: { type: 'string' },
    page: { type: 'string' },
  },
});
/** Recorded first, because the tree may change while the checks run. */
const made = circumstances(Number(values.seed));
const settings = { seed: Number(values.seed), quick: values.quick };
const names = values.only?.split(',') ?? CHECKS.map(({ name }) => name);
const unknown = names.filter((name) => !CHECKS.some((check) => check.name === name));
if (unknown.length > 0)
  throw new Error(`unknown check ${unknown}; the checks are ${CHECKS.map(({ name }) => name).join(', ')}`);
const chosen = CHECKS.filter(({ name }) => names.includes(name));

const report = ({ name, passed, seconds, size, result }: CheckResult) =>
  console.error(`${name}: ${passed ? 'passed' : 'FAILED'} (${seconds} s; ${size}; ${result})`);

/** A single check runs in this process, several in one process each. */
const one = async (check: Check) => {
  const outcome = await runCheck(check, settings);
  if (!values.json) report(outcome);
  return [outcome];
};
const [only, ...others] = chosen;
const outcomes = only && others.length === 0 ? await one(only) : await runAll(chosen, settings, report);
const finished = { ...made, quick: values.quick, outcomes };

if (values.json) console.log(JSON.stringify(finished, null, 2));
const path = values.page ?? (values.quick || values.only !== undefined ? null : 'docs/evidence/security.md');
if (path !== null) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, page(finished));
}
if (!outcomes.every(({ passed }) => passed)) process.exitCode = 1;
