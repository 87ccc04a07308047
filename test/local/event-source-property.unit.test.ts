import type { DynamoDBStreamEvent } from 'aws-lambda';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DiscardedRecords, MappingSettings } from '../../local/event-source/options.ts';
import { type MemoryShard, memoryStream, sequence } from '../kit/memory-stream.ts';
import { memoryCheckpoint, nextTurn, numberOf, startPumped } from '../kit/pumped.ts';
import { runs } from '../kit/sample.ts';

/** Response of the handler: success, an error, failure from a record on, or an unknown identifier. */
type Response = 'ok' | 'throws' | 'unknown' | { from: number };

const response: fc.Arbitrary<Response> = fc.oneof(
  fc.constantFrom('ok' as const, 'ok' as const, 'throws' as const, 'unknown' as const),
  fc.record({ from: fc.nat(5) }),
);

/** Parent, child and grandchild, and one unrelated shard; numbers rise from shard to shard. */
const sizes = fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9));
const shardsOf = ([a, b, c, d]: [number, number, number, number]): MemoryShard[] => {
  const from = (start: number, size: number) => Array.from({ length: size }, (_, i) => start + i + 1);
  return [
    { id: 'a', numbers: from(0, a), closed: true },
    { id: 'c', numbers: from(200, c), closed: false, parent: 'b' },
    { id: 'b', numbers: from(100, b), closed: true, parent: 'a' },
    { id: 'd', numbers: from(300, d), closed: false },
  ];
};

const scenario = fc.record({
  sizes,
  responses: fc.array(response, { maxLength: 30 }),
  poison: fc.uniqueArray(fc.constantFrom<number[]>(1, 2, 3, 5, 101, 104, 202, 301, 302), { maxLength: 4 }),
  disturbances: fc.array(fc.boolean(), { maxLength: 20 }),
  restartsAfter: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
  settings: fc.record<Partial<MappingSettings>>({
    batchSize: fc.integer({ min: 1, max: 7 }),
    bisectBatchOnFunctionError: fc.boolean(),
    maximumRetryAttempts: fc.integer({ min: 0, max: 3 }),
  }),
});

type Scenario = typeof scenario extends fc.Arbitrary<infer S> ? S : never;

/** The environment of a mapping, which records violations and the fate of each record. */
const environment = ({ sizes, responses, poison, disturbances, settings }: Scenario) => {
  const shards = shardsOf(sizes);
  const waiting = { responses: [...responses], disturbances: [...disturbances] };
  const delivered: number[] = [];
  const discarded: number[] = [];
  const violations: string[] = []; // not thrown: the mapping would retry
  const failures = new Map<number, number>();
  const positions = memoryCheckpoint();
  let invocations = 0;

  const isSettled = (number: number) => delivered.includes(number) || discarded.includes(number);
  const shardOf = (number: number) => shards.find(({ numbers }) => numbers.includes(number));
  const before = (shard: MemoryShard | undefined): number[] => {
    const parent = shards.find(({ id }) => id === shard?.parent);
    return parent ? [...before(parent), ...parent.numbers] : [];
  };
  const must = (holds: boolean, violation: string) => void (holds || violations.push(violation));
  const disturb = () => {
    if (waiting.disturbances.shift()) throw new Error('the network is down');
  };

  const failsFrom = (numbers: number[]): number => {
    const next = waiting.responses.shift() ?? 'ok';
    const poisoned = numbers.findIndex((number) => poison.includes(number));
    const own = typeof next === 'object' ? next.from : next === 'ok' ? numbers.length : 0;
    return Math.min(own, poisoned === -1 ? numbers.length : poisoned);
  };

  const handler = async ({ Records }: DynamoDBStreamEvent) => {
    invocations += 1;
    const numbers = Records.map(numberOf);
    must(
      numbers.every((number, i) => i === 0 || number > (numbers[i - 1] ?? 0)),
      `${numbers} out of order`,
    );
    must(before(shardOf(numbers[0] ?? 0)).every(isSettled), `${numbers} before its parents`);
    const succeeded = failsFrom(numbers);
    const failed = numbers[succeeded];
    delivered.push(...numbers.slice(0, succeeded).filter((number) => !isSettled(number)));
    if (failed === undefined) return undefined;
    failures.set(failed, 1 + (failures.get(failed) ?? 0));
    if (succeeded === 0 && invocations % 3 === 0) throw new Error('the handler failed');
    if (succeeded === 0 && invocations % 3 === 1)
      return { batchItemFailures: [{ itemIdentifier: sequence(999) }] };
    return { batchItemFailures: [{ itemIdentifier: sequence(failed) }] };
  };

  const checkpoint = {
    read: positions.read,
    async write(shardId: string, sequenceNumber: string) {
      disturb();
      const numbers = shards.find(({ id }) => id === shardId)?.numbers ?? [];
      const passed = numbers.filter((number) => number <= Number(sequenceNumber));
      expect(passed.filter((number) => !isSettled(number))).toEqual([]);
      expect(Number(sequenceNumber)).toBeGreaterThan(positions.positions.get(shardId) ?? 0);
      await positions.write(shardId, sequenceNumber);
    },
  };

  const onFailure = async ({ reason, records }: DiscardedRecords) => {
    disturb();
    const numbers = records.map(numberOf);
    must(reason === 'RetryAttemptsExhausted', reason);
    must((failures.get(numbers[0] ?? 0) ?? 0) > (settings.maximumRetryAttempts ?? 0), `${numbers} too early`);
    must(!settings.bisectBatchOnFunctionError || numbers.length === 1, `${numbers} discarded together`);
    discarded.push(...numbers.filter((number) => !isSettled(number)));
  };

  return {
    shards,
    delivered,
    violations,
    isSettled,
    invocations: () => invocations,
    start: () => startPumped(memoryStream(shards, disturb), handler, { settings, checkpoint, onFailure }),
  };
};

it('an event source mapping loses, skips and reorders no record, whatever handler, network and process do', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async (given) => {
      const { shards, delivered, violations, isSettled, invocations, start } = environment(given);
      for (const more of given.restartsAfter) {
        const pump = start();
        const enough = invocations() + more;
        for (let turns = 0; turns < 50 && invocations() < enough; turns++) await nextTurn();
        await pump.stop();
      }
      const pump = start();
      while (
        !(await pump.drain().then(
          () => true,
          () => false,
        ))
      );
      await pump.stop();
      expect(violations).toEqual([]);
      for (const { numbers } of shards) {
        expect(numbers.filter((number) => !isSettled(number))).toEqual([]);
        const inOrder = delivered.filter((number) => numbers.includes(number));
        expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
      }
    }),
    { numRuns: runs(300) },
  );
});

it('a bisecting event source mapping discards the poisoned records and no others', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async (given) => {
      const settings = { ...given.settings, bisectBatchOnFunctionError: true };
      const { shards, delivered, start } = environment({
        ...given,
        settings,
        responses: [],
        disturbances: [],
      });
      const pump = start();
      await pump.drain();
      await pump.stop();
      const healthy = shards
        .flatMap(({ numbers }) => numbers)
        .filter((number) => !given.poison.includes(number));
      expect([...delivered].sort((a, b) => a - b)).toEqual(healthy.sort((a, b) => a - b));
    }),
  );
});
