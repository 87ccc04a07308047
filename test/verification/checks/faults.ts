import { sample } from '../../kit/sample.ts';
import { type Check, count } from '../check.ts';
import { failureModesOf } from '../faults/faulty.ts';
import { ACTIONS } from '../faults/operators.ts';
import { clean, trial } from '../faults/trial.ts';
import { BLOCKS, type UseCase } from '../faults/use-cases.ts';
import { tally } from '../tally.ts';

const USE_CASES = [...BLOCKS, ...ACTIONS];

type Ended = { 'the same': number; refused: number; failed: number };

/** Every port call of a use case fails in each of its failure modes, once or permanently. */
const everyFault = async (useCase: UseCase, lasts: readonly boolean[]) => {
  const { calls, ...right } = await clean(useCase);
  const ended: Ended = { 'the same': 0, refused: 0, failed: 0 };
  const faults = tally();
  for (const [index, name] of calls.entries())
    for (const mode of failureModesOf(name))
      for (const lasting of lasts) {
        const one = await trial(useCase, right, { call: index + 1, mode, lasting });
        ended[one.ended] += 1;
        faults.add(one.faults.map((fault) => `${name} ${mode}${lasting ? ' permanently' : ''}: ${fault}`));
      }
  return { calls, ended, faults };
};

const formatResult = (
  { name }: UseCase,
  { calls, ended, faults }: Awaited<ReturnType<typeof everyFault>>,
): string =>
  `${name} (${calls.join(', ')}): ${ended['the same']} gave the answer of a run without faults, ${ended.refused} refused, ${ended.failed} ended in an error; ${faults}`;

/** Enumerated, not sampled; the quick run has no permanent failures and, outside .ci/run, every eighth use case. */
export const faults: Check = {
  name: 'faults',
  shows:
    'When any port call of any use case fails, before or after it took effect, once or permanently: nothing is half done or lost, no unverified change is possible, a PIN is texted at most once, and no PIN or number is in the log, the board, the bus, log lines or errors.',
  bar: 'a fault at every single call of every use case: each is refused, ends in an error, or is retried to the same answer; 0 breaches',
  async run({ quick }) {
    const notes: string[] = [];
    let total = 0;
    let passed = true;
    const useCases = quick ? sample(USE_CASES, 8) : USE_CASES;
    for (const useCase of useCases) {
      const done = await everyFault(useCase, quick ? [false] : [false, true]);
      notes.push(formatResult(useCase, done));
      total += Object.values(done.ended).reduce((sum, some) => sum + some, 0);
      passed &&= done.faults.none();
    }
    return {
      size: `${count(total)} faults at all calls of ${useCases.length} use cases`,
      result: passed ? '0 breaches' : 'breaches; see the notes',
      passed,
      notes,
    };
  },
};
