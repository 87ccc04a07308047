import type { Action, Branch, Flow } from '../../language/flow.ts';
import { type Check, describe, problem } from '../rules.ts';
import { isDigitsPrompt } from './input.ts';
import { firstOfEach, formatPath, reachableStates } from './paths.ts';

/** Attempts per call of docs/security/throttling.md (OWASP ASVS 5.0 6.6.3). */
const ATTEMPTS = 3;
/** More rounds of a Loop need no counting: a prompt in its body then exceeds the limit. */
const ROUNDS = ATTEMPTS + 1;
/** Loops whose rounds are counted; further Loops count as endless, which can only cause a false alarm. */
const COUNTED_LOOPS = 3;

type Count = { prompts: number; rounds: Record<string, number> };

const actionsFrom = (flow: Flow, start: string): Action[] =>
  reachableStates({ ...flow, StartAction: start }, '', () => '').map(({ action }) => action);

/** Loops on a cycle with a prompt for digits; no other Loop can repeat one. */
const boundingLoops = (flow: Flow): Action[] =>
  flow.Actions.filter(
    (loop) =>
      loop.Type === 'Loop' &&
      actionsFrom(flow, loop.Identifier).some(
        (ahead) => isDigitsPrompt(ahead) && actionsFrom(flow, ahead.Identifier).includes(loop),
      ),
  );

const roundsOf = ({ Parameters }: Action): number => {
  const count = Number(Parameters?.LoopCount);
  return Number.isNaN(count) ? ROUNDS : Math.min(count, ROUNDS);
};

/** A Loop takes ContinueLooping for its rounds, then DoneLooping once, then restarts its count (reference). */
const afterLoop = (loop: Action, { condition, error }: Branch, count: Count): Count | null => {
  const id = loop.Identifier;
  const done = count.rounds[id] ?? 0;
  if (error !== undefined) return count;
  if (condition?.operand === 'ContinueLooping') {
    return done < roundsOf(loop) ? { ...count, rounds: { ...count.rounds, [id]: done + 1 } } : null;
  }
  return condition && done === roundsOf(loop) ? { ...count, rounds: { ...count.rounds, [id]: 0 } } : null;
};

/** `VerifyPin` replies EMPTY when the prompt before read no digits: such a prompt is no attempt. */
const readNoDigits = ({ Type, Parameters }: Action, { condition }: Branch): boolean =>
  Type === 'Compare' &&
  Parameters?.ComparisonValue === '$.External.status' &&
  condition?.operator === 'Equals' &&
  condition.operand === 'EMPTY';

/** No path through the flow reads digits more than three times, with one prompt or several. */
export const checkMaxDigitPrompts: Check = (flow) => {
  const counted = boundingLoops(flow).slice(0, COUNTED_LOOPS);
  const visits = reachableStates<Count>(flow, { prompts: 0, rounds: {} }, (action, branch, count) => {
    if (isDigitsPrompt(action))
      return count.prompts < ATTEMPTS ? { ...count, prompts: count.prompts + 1 } : null;
    if (readNoDigits(action, branch)) return { ...count, prompts: Math.max(0, count.prompts - 1) };
    return counted.includes(action) ? afterLoop(action, branch, count) : count;
  });
  const fourth = visits.filter(({ action, state }) => isDigitsPrompt(action) && state.prompts === ATTEMPTS);
  return firstOfEach(fourth).map((visit) =>
    problem(
      'too-many-attempts',
      ['Actions', visit.index],
      `${describe(visit.action)} prompts for digits a fourth time on the path ${formatPath(visit)}; limit the attempts with a Loop`,
    ),
  );
};
