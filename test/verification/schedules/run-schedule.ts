import { eventOf } from '../flow-blocks.ts';
import type { Answer } from '../invariants/answers.ts';
import { breaches } from '../invariants/line.ts';
import { readBody } from '../invariants/log.ts';
import { lambda } from '../lambdas.ts';
import { type OutsideCall, through } from '../outside.ts';
import { type Tally, tally } from '../tally.ts';
import { type Choose, scheduler } from '../tasks.ts';
import type { Case } from './cases.ts';
import { everySchedule, following, words } from './orders.ts';

type IsStep = (call: OutsideCall) => boolean;

/** The number of schedules run, their least and most turns, their different final states, and the faults. */
export type ScheduleRuns = {
  schedules: number;
  turns: [number, number];
  ends: Map<string, string[]>;
  faults: Tally;
};

/** Runs every `stride`-th interleaving of the first `calls` calls of each block; later calls go in the blocks' order. */
export const everyInterleaving = async (
  one: Case,
  calls: number,
  isStep: IsStep,
  stride = 1,
): Promise<ScheduleRuns> => {
  const all = noRuns();
  let index = 0;
  for (const word of words(one.blocks.length, calls)) {
    if (index % stride === 0) await runSchedule(all, one, following(word), isStep);
    index += 1;
  }
  return all;
};

/** Runs every schedule, retries after conflicts included. */
export const everyScheduleOf = async (one: Case, isStep: IsStep): Promise<ScheduleRuns> => {
  const all = noRuns();
  await everySchedule((choose) => runSchedule(all, one, choose, isStep));
  return all;
};

const noRuns = (): ScheduleRuns => ({
  schedules: 0,
  turns: [Number.POSITIVE_INFINITY, 0],
  ends: new Map(),
  faults: tally(),
});

/** Runs all blocks of a case in the chosen order, adds the faults and rewinds the stage. */
const runSchedule = async (all: ScheduleRuns, one: Case, choose: Choose, isStep: IsStep): Promise<void> => {
  const { stage, blocks } = one;
  const { ports } = stage;
  const before = stage.items.length;
  const answers: Answer[] = [];
  const tasks = scheduler(isStep);
  for (const block of blocks)
    await tasks.begin(async (gate) => {
      const handle = lambda(block.lambda, through(ports, gate));
      const reply = await handle(eventOf(ports, block)).catch(() => null);
      answers.push({ ...block, replies: reply ? [reply] : [] });
    });
  const turns = await tasks.run(choose);
  all.faults.add(await faultsOf(all, one, before, answers));
  all.schedules += 1;
  all.turns = [Math.min(all.turns[0], turns), Math.max(all.turns[1], turns)];
  stage.rewind();
};

/** Checks the final state once for each distinct one: ids and times repeat after a rewind. */
const faultsOf = async (
  { ends }: ScheduleRuns,
  { stage, wrong }: Case,
  before: number,
  answers: Answer[],
): Promise<string[]> => {
  const { ports, items } = stage;
  const end = JSON.stringify([items.slice(before), ports.sms.sent, answers]);
  const seen = ends.get(end);
  if (seen) return seen;
  const found = [
    ...(await breaches({ config: ports.config, sms: ports.sms, items: stage.touched(), answers })),
    ...wrong(items.slice(before).map(readBody), answers),
  ];
  ends.set(end, found);
  return found;
};
