import { writeEntry } from '../../kit/enroll.ts';
import type { Random } from '../../kit/random.ts';
import { breaches } from '../invariants/line.ts';
import { type Stage, stage } from '../stage.ts';
import { scheduler } from '../tasks.ts';
import { ADMINS, client } from './clients.ts';
import type { Run } from './deliver.ts';
import { orderFaults } from './order.ts';

const CLIENTS = 8;

/** Limits as wide as the configuration allows: the model knows tries, life and proofs, and no waits. */
const WIDE = {
  challengesPerContact: 5,
  sendsPerTenMinutes: 20,
  sendsPerDay: 50,
  failedChallengesBeforeWait: 10,
  failuresBeforeStop: 100,
  sendsPerHour: 10_000,
  /** Short, so that proofs end while the history goes on. */
  sessionSeconds: 60,
};

const enrolled = async (): Promise<Stage> => {
  const line = await stage((shipped) => ({ ...shipped, pin: { ...shipped.pin, ...WIDE } }));
  for (const { adminId, number } of ADMINS) await writeEntry(line.ports, 'enroll', { adminId, number });
  await line.catchUp();
  return line;
};

/** Eight telephones on one line, in any order, with faults; `operations` blocks in all. */
export const makeHistory = async (random: Random, operations: number): Promise<Run> => {
  const tasks = scheduler(({ port }) => port !== 'system');
  const line = await enrolled();
  const kept = { operations: [], effects: [], answers: [] };
  const run: Run = { line, random, tasks, time: { ticks: 0 }, left: operations, open: new Set(), ...kept };
  for (let number = 0; number < CLIENTS; number += 1) await tasks.begin((gate) => client(run, number, gate));
  await tasks.run(random.pick);
  return run;
};

/** What was wrong with it: by the invariants, and by the sequential model. */
export const historyFaults = async ({ line, operations, effects, answers }: Run): Promise<string[]> => {
  const { ports, items } = line;
  return [
    ...orderFaults(operations, effects, ports.config.pin),
    ...(await breaches({ config: ports.config, sms: ports.sms, items, answers })),
  ];
};
