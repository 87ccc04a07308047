import type { Action, Branch, Flow } from '../../language/flow.ts';
import { type Check, describe, problem } from '../rules.ts';
import { explore, isDigitsPrompt } from './ways.ts';

/** OWASP ASVS 6.6.3 and our own throttle (three tries per challenge): a prompt may be heard three times in a flow. */
const TRIES = 3;
/** More rounds of a Loop than this change nothing: a prompt in its body is over the limit already. */
const ROUNDS = TRIES + 1;
/** Loops whose rounds are counted; beyond, a Loop counts as endless, which can only report too much. */
const COUNTED_LOOPS = 3;

type Count = { asked: number; rounds: Record<string, number> };

const actionsFrom = (flow: Flow, start: string): ReadonlySet<string> =>
  new Set(
    explore({ ...flow, StartAction: start }, null, () => '')
      .slice(1)
      .map(({ action }) => action.Identifier),
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

const canBeAskedTooOften = (flow: Flow, prompt: Action): boolean => {
  const ahead = actionsFrom(flow, prompt.Identifier);
  const counted = flow.Actions.filter(
    ({ Type, Identifier }) =>
      Type === 'Loop' && ahead.has(Identifier) && actionsFrom(flow, Identifier).has(prompt.Identifier),
  ).slice(0, COUNTED_LOOPS);
  const rounds = Object.fromEntries(counted.map(({ Identifier }) => [Identifier, 0]));
  const visits = explore<Count>(flow, { asked: 0, rounds }, (action, branch, count) => {
    if (action === prompt) return count.asked < TRIES ? { ...count, asked: count.asked + 1 } : null;
    return counted.includes(action) ? afterLoop(action, branch, count) : count;
  });
  return visits.some(({ action, state }) => action === prompt && state.asked === TRIES);
};

/** No way through the flow asks for the same digits more than three times. */
export const checkTries: Check = (flow) =>
  flow.Actions.flatMap((action, index) =>
    isDigitsPrompt(action) && canBeAskedTooOften(flow, action)
      ? [
          problem(
            'too-many-tries',
            ['Actions', index],
            `${describe(action)} can be asked more than ${TRIES} times in one call; bound the way back to it by a Loop`,
          ),
        ]
      : [],
  );
