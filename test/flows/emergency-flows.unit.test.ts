import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseConfig } from '../../domain/parse-config.ts';
import { buildFlows } from '../../flows/all.ts';
import { lintFlow } from '../../flows/lint.ts';
import { lintSecrets } from '../../flows/lint-secrets.ts';
import { FLOW_NAMES, flowNamed, LAMBDA_NAMES, lambda } from '../../flows/names.ts';

const flows = buildFlows(parseConfig(readFileSync('line.config.json', 'utf8'), 'line.config.json'));
const ours = { lambdas: LAMBDA_NAMES.map(lambda), flows: FLOW_NAMES.map(flowNamed) };

it.each(FLOW_NAMES)(
  '%s has no fault, no warning and no leak, and calls none but our Lambdas and flows',
  (name) => {
    expect(lintFlow(flows[name], ours)).toStrictEqual([]);
    expect(lintSecrets(flows[name])).toStrictEqual([]);
  },
);

it.each(FLOW_NAMES)('%s is in flows/json as it is built (npm run generate)', (name) => {
  expect(JSON.parse(readFileSync(`flows/json/${name}.json`, 'utf8'))).toStrictEqual(flows[name]);
});
