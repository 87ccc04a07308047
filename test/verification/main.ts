import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { circumstances } from '../../bench/report.ts';
import { STUDIES } from './all-checks.ts';
import { type Check, type Outcome, resultOf } from './check.ts';
import { page } from './page.ts';
import { runAll } from './run.ts';

/**
 * `npm run evidence:security`: all studies, or those of `--only`, in full size or `--quick`. A full run of all writes the page,
 * any other one only with `--page`. Exit status 1 when a study does not hold.
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
/** Taken down first: the tree may change while the studies run. */
const made = circumstances(Number(values.seed));
const settings = { seed: Number(values.seed), quick: values.quick };
const names = values.only?.split(',') ?? STUDIES.map(({ name }) => name);
const unknown = names.filter((name) => !STUDIES.some((study) => study.name === name));
if (unknown.length > 0)
  throw new Error(`no study ${unknown}; there are ${STUDIES.map(({ name }) => name).join(', ')}`);
const chosen = STUDIES.filter(({ name }) => names.includes(name));

const tell = ({ name, held, seconds, size, result }: Outcome) =>
  console.error(`${name}: ${held ? 'held' : 'NOT HELD'} (${seconds} s; ${size}; ${result})`);

/** One study runs here; several have a process each. */
const one = async (study: Check) => {
  const outcome = await resultOf(study, settings);
  if (!values.json) tell(outcome);
  return [outcome];
};
const [only, ...others] = chosen;
const outcomes = only && others.length === 0 ? await one(only) : await runAll(chosen, settings, tell);
const report = { ...made, quick: values.quick, outcomes };

if (values.json) console.log(JSON.stringify(report, null, 2));
const path = values.page ?? (values.quick || values.only !== undefined ? null : 'docs/evidence/security.md');
if (path !== null) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, page(report));
}
if (!outcomes.every(({ held }) => held)) process.exitCode = 1;
