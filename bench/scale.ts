import { synthesized } from '../test/kit/synthesized.ts';
import { idleTable } from './idle-cost.ts';
import { scaleLine } from './scale-line.ts';
import { measureScenarios } from './scale-scenarios.ts';
import { costTable, lambdasTable, priceTable, usageTable } from './scale-tables.ts';
import { watchAllClients } from './usage.ts';

/** Prints the tables of docs/scale.md: `npx tsx bench/scale.ts`. Requests and units are counted on the real handlers. */
watchAllClients();
const line = await scaleLine();
const scenarios = await measureScenarios(line);
await line.close();
const change = scenarios.filter(({ name }) => name.startsWith('an administrator'));
const idle = idleTable(synthesized().line.template);
for (const text of [
  usageTable(scenarios),
  ...change.map(lambdasTable),
  costTable(scenarios),
  idle,
  priceTable(),
])
  console.log(`${text}\n`);
