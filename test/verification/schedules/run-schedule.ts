import { eventOf } from '../flow-blocks.ts';
import type { Answer } from '../invariants/of-the-answers.ts';
import { breaches } from '../invariants/of-the-line.ts';
import { readBody } from '../invariants/of-the-log.ts';
import { lambda } from '../lambdas.ts';
import { type OutsideCall, through } from '../outside.ts';
import { type Tally, tally } from '../tally.ts';
import { type Choose, scheduler } from '../tasks.ts';
import type { Case } from './cases.ts';
import { everySchedule, following, words } from './orders.ts';

type IsStep = (call: OutsideCall) => boolean;

/** How many schedules were played, of how many turns (least and most), how many different ends they had, and what was wrong. */
export type Played = {
  schedules: number;
  turns: [number, number];
  ends: Map<string, string[]>;
  faults: Tally;
};

/** Every `stride`-th order in which `calls` calls of each block can be made; what follows them goes in the blocks' order. */
export const everyWord = async (one: Case, calls: number, isStep: IsStep, stride = 1): Promise<Played> => {
  const all = nothingPlayed();
  let place = 0;
  for (const word of words(one.blocks.length, calls)) {
    if (place % stride === 0) await play(all, one, following(word), isStep);
    place += 1;
  }
  return all;
};

/** Every schedule there is, new tries after conflicts among the choices. */
export const everyWay = async (one: Case, isStep: IsStep): Promise<Played> => {
  const all = nothingPlayed();
  await everySchedule((choose) => play(all, one, choose, isStep));
  return all;
};

const nothingPlayed = (): Played => ({
  schedules: 0,
  turns: [Number.POSITIVE_INFINITY, 0],
  ends: new Map(),
  faults: tally(),
});

/** Answers all blocks of a case in the chosen order, notes what was wrong, and puts the stage back. */
const play = async (all: Played, one: Case, choose: Choose, isStep: IsStep): Promise<void> => {
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
  all.faults.add(await judged(all, one, before, answers));
  all.schedules += 1;
  all.turns = [Math.min(all.turns[0], turns), Math.max(all.turns[1], turns)];
  stage.rewind();
};

/** Ends that are alike to the last byte are judged once: ids and times come anew in the same row. */
const judged = async (
  { ends }: Played,
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
