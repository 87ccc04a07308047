import type { Gate, OutsideCall } from './outside.ts';

/** Work that reaches the outside through the gate it is given, and never rejects. */
export type Task = (gate: Gate) => Promise<void>;

/** Which of the tasks that wait before an outside call goes on; their numbers in the order they were begun. */
export type Choose = (waiting: readonly number[]) => number;

export type Tasks = {
  /** Begins a task: it runs up to its first outside call. */
  begin(task: Task): Promise<void>;
  /** Lets them go on one by one, each from one outside call to the next, until all have ended; answers the number of turns. */
  run(choose: Choose): Promise<number>;
};

/**
 * A scheduler in which nothing runs but what it let go: every outside call waits until its task is chosen. In memory a
 * call takes effect at once, so these turns are all the orders in which the outside can see the tasks.
 * @param isStep which calls wait; the others are made at once
 */
export const scheduler = (isStep: (call: OutsideCall) => boolean = () => true): Tasks => {
  const tasks: ReturnType<typeof startable>[] = [];
  const waiting: number[] = [];

  const goOn = async (number: number): Promise<void> => {
    if (await tasks[number]?.advance()) waiting.push(number);
    waiting.sort((a, b) => a - b);
  };

  return {
    begin: (task) => goOn(tasks.push(startable(task, isStep)) - 1),
    async run(choose) {
      let turns = 0;
      for (; waiting.length > 0; turns += 1) {
        const number = choose(waiting);
        waiting.splice(waiting.indexOf(number), 1);
        await goOn(number);
      }
      return turns;
    },
  };
};

/**
 * A task as something that can be moved on; `advance` answers whether it then waits before a call (else it has ended).
 * Calls that a task makes at the same time wait in the order they were made.
 */
const startable = (task: Task, isStep: (call: OutsideCall) => boolean) => {
  let arrived: (waits: boolean) => void = () => {};
  let ended = false;
  const waiting: (() => void)[] = [];
  const gate: Gate = async (call, make) => {
    if (!isStep(call)) return make();
    await new Promise<void>((release) => {
      waiting.push(release);
      arrived(true);
    });
    try {
      return await make();
    } finally {
      if (waiting.length > 0) arrived(true);
      else if (ended) arrived(false);
    }
  };
  return {
    advance: () =>
      new Promise<boolean>((resolve) => {
        arrived = resolve;
        const release = waiting.shift();
        if (release) release();
        else
          void task(gate).then(() => {
            ended = true;
            arrived(false);
          });
      }),
  };
};
