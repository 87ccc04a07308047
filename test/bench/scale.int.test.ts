import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { idleTable } from '../../bench/idle-cost.ts';
import { scaleLine } from '../../bench/scale-line.ts';
import { measureScenarios, type Scenario } from '../../bench/scale-scenarios.ts';
import { costTable, lambdasTable, priceTable, usageTable } from '../../bench/scale-tables.ts';
import { watchAllClients } from '../../bench/usage.ts';
import { synthesized } from '../kit/synthesized.ts';

const page = readFileSync('docs/scale.md', 'utf8');
let scenarios: Scenario[];
beforeAll(async () => {
  const unwatch = watchAllClients();
  const line = await scaleLine();
  scenarios = await measureScenarios(line);
  await line.close();
  unwatch();
});

// `npx tsx bench/scale.ts` prints the current tables.
it.each<[string, () => string]>([
  ['usage of each scenario', () => usageTable(scenarios)],
  [
    'usage of each Lambda of an administrator’s change',
    () => lambdasTable(scenarios[1] ?? { name: '', lambdas: [] }),
  ],
  ['cost of each scenario', () => costTable(scenarios)],
  ['cost of an idle line', () => idleTable(synthesized().line.template)],
  ['list of prices', priceTable],
])('docs/scale.md has the current %s', (_, table) => {
  expect(page).toContain(table());
});

it('a customer’s call is one read, whatever the log contains', () => {
  const [customer] = scenarios;
  expect(customer?.lambdas.map(({ name, usage }) => [name, usage.requests, usage.readUnits])).toStrictEqual([
    ['CheckEmergency', { GetItem: 1 }, 0.5],
  ]);
});
