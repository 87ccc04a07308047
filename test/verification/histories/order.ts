import type { PinLimits } from '../../../domain/emergency/admin/pin-limits.ts';
import type { Effect } from './effects.ts';
import { model } from './model.ts';
import { initial, type Operation, type State, type StepName } from './state.ts';

/**
 * Why the history is not linearizable in the order of its effects, if it is not. That order is a proof that can be checked:
 * every effect lies between its question and its answer, and a sequential model that does the same in this order answers
 * what was answered. What was never answered may have taken effect, in part, or not.
 */
export const orderFaults = (
  operations: readonly Operation[],
  effects: readonly Effect[],
  limits: PinLimits,
): string[] => [
  ...operations.flatMap((operation) => outOfTime(operation, effects)),
  ...unlikeTheModel(operations, effects, limits),
];

const outOfTime = (operation: Operation, effects: readonly Effect[]): string[] => {
  const own = effects.filter((effect) => effect.operation === operation);
  const { does, asked, answered, reply } = operation;
  const missing = (reply?.status === 'TRY_AGAIN' ? [] : NEEDED[does]).filter(
    (step) => !own.some((effect) => effect.step === step),
  );
  const fault = (what: string) => `${does} was answered ${reply?.status} and took effect ${what}`;
  return [
    ...(answered !== null && missing.length > 0 ? [fault(`without: ${missing.join(', ')}`)] : []),
    ...(own.some((effect) => effect.tick < asked) ? [fault('before it was asked')] : []),
    ...(own.some((effect) => isLate(operation, effect)) ? [fault('afterwards')] : []),
  ];
};

/** A repeat that comes too late may still use up one of the proof's changes; that is all it can do. */
const isLate = ({ answered }: Operation, effect: Effect): boolean =>
  effect.step !== 'grant' && effect.tick > (answered ?? Number.POSITIVE_INFINITY);

/** What an answered operation must have done. */
const NEEDED: Record<Operation['does'], readonly StepName[]> = {
  ask: ['issue', 'send'],
  type: ['type'],
  hear: ['hear'],
  change: ['look up', 'write'],
};

/** Whether a text was taken may be seen only later, so the model can be in several states; it must not be left without one. */
const unlikeTheModel = (
  operations: readonly Operation[],
  effects: readonly Effect[],
  limits: PinLimits,
): string[] => {
  let states: State[] = [initial];
  for (const { operation, step, clock } of effects.toSorted((a, b) => a.tick - b.tick)) {
    const number = operations.indexOf(operation);
    const last = step === NEEDED[operation.does].at(-1);
    const after = states
      .flatMap((state) => model(limits, state, operation, number, step, clock))
      .filter(({ says }) => !last || operation.reply === null || saysSo(operation.reply, says));
    if (after.length === 0)
      return [
        `no sequential line answers ${operation.does} number ${number} with ${operation.reply?.status}`,
      ];
    states = different(after.map(({ state }) => state));
  }
  return [];
};

const different = (states: readonly State[]): State[] => [
  ...new Map(states.map((state) => [JSON.stringify(state), state])).values(),
];

/** The reply has every field that the model expects; the messages for callers come in addition. */
const saysSo = (reply: Record<string, string>, says: Record<string, string> | null): boolean =>
  Object.entries(says ?? {}).every(([key, value]) => reply[key] === value);
