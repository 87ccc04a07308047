import { type Check, count } from '../check.ts';
import { waysOf } from '../faults/faulty.ts';
import { ACTS } from '../faults/operators.ts';
import { clean, trial } from '../faults/trial.ts';
import { BLOCKS, type UseCase } from '../faults/use-cases.ts';
import { tally } from '../tally.ts';

const USE_CASES = [...BLOCKS, ...ACTS];

type Ended = { 'the same': number; refused: number; failed: number };

/** Every call of a use case goes wrong in every way it can, once or lastingly. */
const everyFault = async (useCase: UseCase, lasts: readonly boolean[]) => {
  const { calls, ...right } = await clean(useCase);
  const ended: Ended = { 'the same': 0, refused: 0, failed: 0 };
  const faults = tally();
  for (const [index, name] of calls.entries())
    for (const way of waysOf(name))
      for (const lasting of lasts) {
        const one = await trial(useCase, right, { call: index + 1, way, lasting });
        ended[one.ended] += 1;
        faults.add(one.faults.map((fault) => `${name} ${way}${lasting ? ' for good' : ''}: ${fault}`));
      }
  return { calls, ended, faults };
};

const told = ({ name }: UseCase, { calls, ended, faults }: Awaited<ReturnType<typeof everyFault>>): string =>
  `${name} (${calls.join(', ')}): ${ended['the same']} ended as without the fault, ${ended.refused} refused, ${ended.failed} in an error; ${faults}`;

/** Enumerated, not sampled; the quick form leaves out what stays broken. */
export const faults: Check = {
  name: 'faults',
  shows:
    'Whichever call of whichever use case fails, before or after it took effect, once or for good: nothing half done, nothing lost, no door open, one text for a PIN at most, no PIN and no number in the log, the board, the bus, log lines or errors.',
  bar: 'a fault at every single call of every use case: each ends refused, in an error, or retried to the same answer; 0 breaches',
  async run({ quick }) {
    const notes: string[] = [];
    let total = 0;
    let held = true;
    for (const useCase of USE_CASES) {
      const done = await everyFault(useCase, quick ? [false] : [false, true]);
      notes.push(told(useCase, done));
      total += Object.values(done.ended).reduce((sum, some) => sum + some, 0);
      held &&= done.faults.none();
    }
    return {
      size: `${count(total)} faults at all calls of ${USE_CASES.length} use cases`,
      result: held ? '0 breaches' : 'breaches; see the notes',
      held,
      notes,
    };
  },
};
