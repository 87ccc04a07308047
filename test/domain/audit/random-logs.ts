import { random } from '../../kit/random.ts';
import { type SignedLog, signedLog } from '../../kit/signed-log.ts';
import { OPERATORS } from '../../verification/tamper/operators.ts';

/** A log from a seed: its length, its checkpoints, and in two of three logs a manipulation. */
export const randomLog = async (seed: number): Promise<{ log: SignedLog; done: string }> => {
  const { below } = random(seed);
  const count = 6 + below(24);
  const sizes = [...new Set([1 + below(count), 1 + below(count)])].toSorted((a, b) => a - b);
  const log = await signedLog(count, sizes, { salt: below(50) });
  const operator = OPERATORS[below(OPERATORS.length)];
  if (!operator || below(3) === 0) return { log, done: 'nothing' };
  const changed = await operator.apply(log, below(operator.of === 'event' ? count : sizes.length));
  return changed ? { log: changed, done: operator.name } : { log, done: 'nothing' };
};
