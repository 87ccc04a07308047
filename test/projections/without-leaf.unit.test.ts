import fc from 'fast-check';
import { expect, it } from 'vitest';
import { appendMissingLeaves } from '../../projections/leaves.ts';
import { type HistoryEntry, type HistoryPorts, history } from '../../use-cases/queries/history.ts';
import { day } from '../kit/day.ts';
import { memoryCheckpoints } from '../kit/leaf-log.ts';
import { memoryLine } from '../kit/line.ts';
import { runs } from '../kit/sample.ts';

/** A day whose first events have leaves and whose projector has stopped; `settle` appends the others. */
const stoppedAfter = async (leaves: number) => {
  const line = await memoryLine();
  await day(line);
  const { ports } = line;
  const settle = () => appendMissingLeaves(ports, null, ports.system.now());
  await settle();
  const all = ports.leaves.all.map(({ id }) => id);
  ports.leaves.all.splice(leaves);
  return { all, settle, ports: { ...ports, checkpoints: memoryCheckpoints() } };
};
const { all } = await stoppedAfter(0);
const leaves = fc.integer({ min: 0, max: all.length });

/** One page, and where the next begins. */
const pageOf = async (ports: HistoryPorts, page: number, cursor: string | undefined) => {
  const found: HistoryEntry[] = [];
  for await (const one of history(ports, {}, { cursor, page })) {
    found.push(one);
    if (found.length === page) break;
  }
  return found;
};

it('a history shows every event once, with or without a leaf, on pages of any size', () =>
  fc.assert(
    fc.asyncProperty(leaves, fc.integer({ min: 1, max: 60 }), fc.boolean(), async (have, size, catchesUp) => {
      const { ports, settle } = await stoppedAfter(have);
      const shown: HistoryEntry[] = [];
      for (let page: HistoryEntry[] = []; shown.length === 0 || page.length === size; ) {
        page = await pageOf(ports, size, shown.at(-1)?.cursor);
        shown.push(...page);
        // The leaves are appended between two pages.
        if (catchesUp) await settle();
      }
      expect(shown.map(({ record }) => record.event.id).toSorted()).toStrictEqual(all.toSorted());
    }),
    { numRuns: runs(40) },
  ));

it('a history shows an event once when its leaf is appended during the search for events without one', async () => {
  const { ports, settle } = await stoppedAfter(3);
  const { sequencedTo } = ports.leaves;
  const racing = {
    ...ports,
    leaves: {
      ...ports.leaves,
      async sequencedTo(stream: string) {
        const found = await sequencedTo(stream);
        await settle();
        return found;
      },
    },
  };
  const shown: string[] = [];
  for await (const { record } of history(racing, {})) shown.push(record.event.id);
  expect(shown.toSorted()).toStrictEqual(all.toSorted());
});

it('a history since a time includes the events without a leaf', async () => {
  const { ports } = await stoppedAfter(3);
  const last = all.at(-1);
  const from = Math.max(...(await times(ports)));
  const shown: string[] = [];
  for await (const { record } of history(ports, { from })) shown.push(record.event.id);
  expect(shown).toContain(last);
});

const times = async (ports: HistoryPorts) => {
  const found: number[] = [];
  for await (const { record } of history(ports, {})) found.push(Date.parse(record.event.at));
  return found;
};
