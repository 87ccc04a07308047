import type { Action, Branch } from '../../language/flow.ts';
import { ruleFor } from '../../language/table.ts';
import { type Check, describe, problem } from '../rules.ts';
import { firstOfEach, formatPath, reachableStates } from './paths.ts';

const speaks = ({ Type, Parameters = {} }: Action): boolean =>
  Type === 'MessageParticipant' ||
  (Type === 'GetParticipantInput' &&
    ['Text', 'SSML', 'PromptId', 'Media'].some((field) => field in Parameters));

/** Something was said since the start and since the last error branch. A prompt that itself fails to play is the exception: nothing is left to say it with. */
const heardAfter = (action: Action, { error }: Branch, heard: boolean): boolean => {
  if (action.Type === 'MessageParticipant') return true;
  if (error !== undefined) return false;
  return heard || speaks(action);
};

/** A caller never hears silence: every way that ends the call, from the start or from an error branch, says something first. */
export const checkSilentEndings: Check = (flow) => {
  const silentEnds = reachableStates(flow, false, heardAfter).filter(
    ({ action: { Type, Parameters = {} }, state }) =>
      !state && Type !== 'EndFlowModuleExecution' && ruleFor(Type, Parameters)?.terminal,
  );
  return firstOfEach(silentEnds).map((visit) =>
    problem(
      'silent-end',
      ['Actions', visit.index],
      `${describe(visit.action)} is reached in silence by way of ${formatPath(visit)}`,
    ),
  );
};
