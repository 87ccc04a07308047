import { checkHoursOfOperation, compare, loop } from '../../../flows/index.ts';
import { readPath, render } from '../data.ts';
import { failed, interpreter } from '../step.ts';

/** A missing value matches nothing, not even "" (undocumented; our choice). */
export const compareValue = interpreter(compare, (contact, { ComparisonValue }) => ({
  take: 'condition',
  value: readPath(contact, ComparisonValue),
}));

/** ContinueLooping `LoopCount` times, DoneLooping once, then from the start (reference). */
export const nextIteration = interpreter(loop, (contact, { LoopCount }) => {
  const { loops, at } = contact.run;
  const times = render(contact, LoopCount);
  if (!/^(?:\d{1,2}|100)$/u.test(times)) return failed('LoopCount is not a number from 0 to 100');
  const done = loops.get(at) ?? 0;
  const loopAgain = done < Number(times);
  loops.set(at, loopAgain ? done + 1 : 0);
  return { take: 'condition', value: loopAgain ? 'ContinueLooping' : 'DoneLooping' };
});

export const checkHours = interpreter(
  checkHoursOfOperation,
  (contact, { HoursOfOperationId: id }, { isOpen }) => {
    if (id === undefined && (contact.queue?.agent ?? true)) return failed('no queue with hours was set');
    return {
      take: 'condition',
      value: isOpen(id === undefined ? null : render(contact, id)) ? 'True' : 'False',
    };
  },
);
