import { firstOfKind } from '../../kit/sample.ts';
import { type Check, count } from '../check.ts';
import { failureModesOf } from '../faults/faulty.ts';
import { ACTIONS } from '../faults/operators.ts';
import { clean, trial } from '../faults/trial.ts';
import { BLOCKS, type UseCase } from '../faults/use-cases.ts';
import { tally } from '../tally.ts';

const USE_CASES = [...BLOCKS, ...ACTIONS];

/** Chooses calls of a use case to fail. */
type Choice = (useCase: UseCase, call: string) => boolean;

const everyCall: Choice = () => true;

/** A call of each kind that each function and action makes; what is appended, in every use case. */
const oneOfEachKind = (): Choice => {
  const isFirst = firstOfKind();
  return ({ name }, call) => isFirst(`${call === 'store.append' ? name : name.split(':')[0]} ${call}`);
};

type Ended = { 'the same': number; refused: number; failed: number };

/** The chosen port calls of a use case fail in each of their failure modes, once or permanently. */
const faultsAt = async (useCase: UseCase, isChosen: Choice, lasts: readonly boolean[]) => {
  const { calls, ...right } = await clean(useCase);
  const ended: Ended = { 'the same': 0, refused: 0, failed: 0 };
  const faults = tally();
  for (const [index, name] of calls.entries()) {
    if (!isChosen(useCase, name)) continue;
    for (const mode of failureModesOf(name))
      for (const lasting of lasts) {
        const one = await trial(useCase, right, { call: index + 1, mode, lasting });
        ended[one.ended] += 1;
        faults.add(one.faults.map((fault) => `${name} ${mode}${lasting ? ' permanently' : ''}: ${fault}`));
      }
  }
  return { calls, ended, faults };
};

const formatResult = (
  { name }: UseCase,
  { calls, ended, faults }: Awaited<ReturnType<typeof faultsAt>>,
): string =>
  `${name} (${calls.join(', ')}): ${ended['the same']} gave the answer of a run without faults, ${ended.refused} refused, ${ended.failed} ended in an error; ${faults}`;

/** Enumerated, not sampled; the quick run has no permanent failures and, outside .ci/run, one call of each kind. */
export const faults: Check = {
  name: 'faults',
  shows:
    'When any port call of any use case fails, before or after it took effect, once or permanently: nothing is half done or lost, no unverified change is possible, a PIN is texted at most once, and no PIN or number is in the log, the board, the bus, log lines or errors.',
  bar: 'a fault at every single call of every use case: each is refused, ends in an error, or is retried to the same answer; 0 breaches',
  async run({ quick }) {
    const notes: string[] = [];
    let total = 0;
    let passed = true;
    const isChosen = quick ? oneOfEachKind() : everyCall;
    for (const useCase of USE_CASES) {
      const done = await faultsAt(useCase, isChosen, quick ? [false] : [false, true]);
      notes.push(formatResult(useCase, done));
      total += Object.values(done.ended).reduce((sum, some) => sum + some, 0);
      passed &&= done.faults.none();
    }
    return {
      size: `${count(total)} faults at all calls of ${USE_CASES.length} use cases`,
      result: passed ? '0 breaches' : 'breaches; see the notes',
      passed,
      notes,
    };
  },
};
