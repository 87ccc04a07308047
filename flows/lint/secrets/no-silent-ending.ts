import type { Action, Branch } from '../../language/flow.ts';
import { ruleFor } from '../../language/table.ts';
import { type Check, describe, problem } from '../rules.ts';
import { firstOfEach, formatPath, reachableStates } from './paths.ts';

const speaks = ({ Type, Parameters = {} }: Action): boolean =>
  Type === 'MessageParticipant' ||
  (Type === 'GetParticipantInput' &&
    ['Text', 'SSML', 'PromptId', 'Media'].some((field) => field in Parameters));

/**
 * Whether the caller heard a prompt since the start and since the last error branch. A failed MessageParticipant counts:
 * speech itself does not work then.
 */
const heardAfter = (action: Action, { error }: Branch, heard: boolean): boolean => {
  if (action.Type === 'MessageParticipant') return true;
  if (error !== undefined) return false;
  return heard || speaks(action);
};

/** Every path that ends the call, from the start or from an error branch, speaks first. */
export const checkSilentEndings: Check = (flow) => {
  const silentEndings = reachableStates(flow, false, heardAfter).filter(
    ({ action: { Type, Parameters = {} }, state }) =>
      !state && Type !== 'EndFlowModuleExecution' && ruleFor(Type, Parameters)?.terminal,
  );
  return firstOfEach(silentEndings).map((visit) =>
    problem(
      'silent-ending',
      ['Actions', visit.index],
      `${describe(visit.action)} ends the call in silence on the path ${formatPath(visit)}`,
    ),
  );
};
