import type { PinLimits } from '../../../domain/emergency/admin/pin-limits.ts';
import { granted, lookUp, spoken, written } from './model-changes.ts';
import { issue, sending, tried } from './model-pins.ts';
import { locationOf, type Next, type Operation, type State, type StepName } from './state.ts';

/** The line as one would tell it on a page: no stores, no retries, one thing after the other, at the time `clock` says. */
export const model = (
  limits: PinLimits,
  state: State,
  operation: Operation,
  number: number,
  step: StepName,
  clock: number,
): Next[] => {
  switch (operation.does) {
    case 'ask':
      return step === 'issue'
        ? [issue(state, operation, number, clock)]
        : sending(limits, state, operation, number, clock);
    case 'type':
      return [tried(limits, state, operation, clock)];
    case 'hear':
      return [{ state, says: spoken(locationOf(state, operation.center)) }];
    case 'change':
      if (step === 'look up') return [lookUp(state, operation, number)];
      if (step === 'grant') return [granted(limits, state, operation, number, clock)];
      return written(state, operation, number, clock);
  }
};
