import { synthesized } from '../test/kit/synthesized.ts';
import { idleTable } from './idle-cost.ts';
import { scaleLine } from './scale-line.ts';
import { deeds } from './scale-story.ts';
import { askedTable, costTable, lambdasTable, priceTable } from './scale-tables.ts';
import { watchAllClients } from './usage.ts';

/** Prints the tables of docs/scale.md: `npx tsx bench/scale.ts`. Requests and units are counted on the real handlers. */
watchAllClients();
const line = await scaleLine();
const done = await deeds(line);
await line.close();
const change = done.filter(({ name }) => name.startsWith('an administrator'));
const idle = idleTable(synthesized().line.template);
for (const text of [askedTable(done), ...change.map(lambdasTable), costTable(done), idle, priceTable()])
  console.log(`${text}\n`);
