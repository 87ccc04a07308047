import type { Action, Branch, Flow } from '../../language/flow.ts';
import { type Check, describe, problem } from '../rules.ts';
import { isDigitsPrompt } from './input.ts';
import { firstOfEach, formatPath, reachableStates } from './paths.ts';

/** The three tries per PIN of docs/security/throttling.md (OWASP ASVS 5.0 6.6.3): no way through a flow asks for digits a fourth time. */
const TRIES = 3;
/** More rounds of a Loop than this change nothing: a prompt in its body is over the limit already. */
const ROUNDS = TRIES + 1;
/** Loops whose rounds are counted; beyond, a Loop counts as endless, which can only report too much. */
const COUNTED_LOOPS = 3;

type Count = { asked: number; rounds: Record<string, number> };

const actionsFrom = (flow: Flow, start: string): Action[] =>
  reachableStates({ ...flow, StartAction: start }, '', () => '').map(({ action }) => action);

/** The Loops that bound a way back to some prompt; what any other Loop does, no prompt is asked more often for it. */
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

/** A Loop says ContinueLooping for its rounds, then DoneLooping once, then starts anew (reference). */
const afterLoop = (loop: Action, { condition, error }: Branch, count: Count): Count | null => {
  const id = loop.Identifier;
  const done = count.rounds[id] ?? 0;
  if (error !== undefined) return count;
  if (condition?.operand === 'ContinueLooping') {
    return done < roundsOf(loop) ? { ...count, rounds: { ...count.rounds, [id]: done + 1 } } : null;
  }
  return condition && done === roundsOf(loop) ? { ...count, rounds: { ...count.rounds, [id]: 0 } } : null;
};

/** No way through the flow asks for digits more than three times, one prompt or several. */
export const checkMaxDigitPrompts: Check = (flow) => {
  const counted = boundingLoops(flow).slice(0, COUNTED_LOOPS);
  const visits = reachableStates<Count>(flow, { asked: 0, rounds: {} }, (action, branch, count) => {
    if (isDigitsPrompt(action)) return count.asked < TRIES ? { ...count, asked: count.asked + 1 } : null;
    return counted.includes(action) ? afterLoop(action, branch, count) : count;
  });
  const fourth = visits.filter(({ action, state }) => isDigitsPrompt(action) && state.asked === TRIES);
  return firstOfEach(fourth).map((visit) =>
    problem(
      'too-many-tries',
      ['Actions', visit.index],
      `${describe(visit.action)} asks for digits a fourth time by way of ${formatPath(visit)}; bound the way by a Loop`,
    ),
  );
};
