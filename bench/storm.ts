import { DAY_SHARDS } from '../domain/ledger/index.ts';
import { MILLISECONDS } from './prices.ts';
import { storm } from './storm-model.ts';

/** Prints the storm table of docs/scale.md: `npx tsx bench/storm.ts [locations]`. */

const locations = Number(process.argv[2] ?? 10_000);

/**
 * Changes per second that the index `byTime` accepts: 4 parts of 1,000 write units each (DAY_SHARDS); each change writes two
 * events of one unit, as bench/scale.ts counts.
 */
const INDEX_LIMIT = (DAY_SHARDS * 1_000) / 2;

const times = {
  // Lambda polls four times a second; the overhead of an invocation is an assumption.
  poll: 250,
  invoke: 20,
  read: MILLISECONDS.read,
  write: MILLISECONDS.write,
  putEvents: MILLISECONDS.bus,
};

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1);

console.log(`${locations} locations set within one second; lag in seconds from the append.\n`);
console.log(
  '| shards | all appended after | board p50 | p99 | max | over 60 s | bus p50 | p99 | max | batches |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
for (const shards of [1, 2, 4, 8, 16]) {
  const outcome = await storm({
    locations,
    requestedWithin: 1000,
    acceptedPerSecond: INDEX_LIMIT,
    shards,
    times,
  });
  const { appended, board, bus, projectCalls } = outcome;
  const cells = [
    String(shards),
    `${seconds(appended)} s`,
    ...[board.p50, board.p99, board.max].map(seconds),
    String(board.over60s),
    ...[bus.p50, bus.p99, bus.max].map(seconds),
    String(projectCalls),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
