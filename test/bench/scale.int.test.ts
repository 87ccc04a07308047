import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { idleTable } from '../../bench/idle-cost.ts';
import { scaleLine } from '../../bench/scale-line.ts';
import { type Deed, deeds } from '../../bench/scale-story.ts';
import { askedTable, costTable, lambdasTable, priceTable } from '../../bench/scale-tables.ts';
import { watchAllClients } from '../../bench/usage.ts';
import { synthesized } from '../kit/synthesized.ts';

const page = readFileSync('docs/scale.md', 'utf8');
let done: Deed[];
beforeAll(async () => {
  const unwatch = watchAllClients();
  const line = await scaleLine();
  done = await deeds(line);
  await line.close();
  unwatch();
});

// `npx tsx bench/scale.ts` prints the tables anew.
it.each<[string, () => string]>([
  ['each thing that happens asks of AWS', () => askedTable(done)],
  ['each Lambda of an administrator’s change asks', () => lambdasTable(done[1] ?? { name: '', lambdas: [] })],
  ['it costs', () => costTable(done)],
  ['a line costs that nobody calls', () => idleTable(synthesized().line.template)],
  ['was assumed of prices', priceTable],
])('docs/scale.md says what %s, as it is counted now', (_, table) => {
  expect(page).toContain(table());
});

it('a customer’s call is one read, whatever is in the log', () => {
  const [customer] = done;
  expect(customer?.lambdas.map(({ name, spent }) => [name, spent.requests, spent.readUnits])).toStrictEqual([
    ['CheckEmergency', { GetItem: 1 }, 0.5],
  ]);
});
