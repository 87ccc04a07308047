import type { Action } from '../../language/flow.ts';
import type { Problem } from '../../language/problem.ts';
import { type Check, describe, problem, type Rule } from '../rules.ts';
import { explore, firstOfEach, isDigitsPrompt, type Visit, wayTo } from './ways.ts';

type Privacy = { logging: string; recording: string };

/** Where the contact leaves this flow. Logging and recording settings go with it, so they must be on again. */
const EXITS = ['DisconnectParticipant', 'EndFlowExecution', 'TransferToFlow', 'TransferContactToQueue'];

const settingOf = ({ Type, Parameters = {} }: Action): Partial<Privacy> => {
  if (Type === 'UpdateFlowLoggingBehavior') return { logging: String(Parameters.FlowLoggingBehavior) };
  const recording =
    Type === 'UpdateContactRecordingBehavior'
      ? Reflect.get(Object(Parameters.RecordingBehavior), 'IVRRecordingBehavior')
      : undefined;
  return recording === undefined ? {} : { recording: String(recording) };
};

const find = (
  visits: readonly Visit<Privacy>[],
  rule: Rule,
  wrong: (visit: Visit<Privacy>) => boolean,
  message: string,
): Problem[] =>
  firstOfEach(visits.filter(wrong)).map((visit) =>
    problem(rule, ['Actions', visit.index], `${describe(visit.action)} ${message} by way of ${wayTo(visit)}`),
  );

/** Flow logging and IVR recording are off whenever digits are typed, and on again wherever the contact leaves (both count as on at the start). */
export const checkPrivacy: Check = (flow) => {
  const visits = explore<Privacy>(flow, { logging: 'Enabled', recording: 'Enabled' }, (action, _, state) => ({
    ...state,
    ...settingOf(action),
  }));
  const prompts = visits.filter(({ action }) => isDigitsPrompt(action));
  const exits = visits.filter(({ action }) => EXITS.includes(action.Type));
  return [
    ...find(
      prompts,
      'logging-on',
      ({ state }) => state.logging !== 'Disabled',
      'takes digits with flow logging on',
    ),
    ...find(
      prompts,
      'recording-on',
      ({ state }) => state.recording !== 'Disabled',
      'takes digits with IVR recording on',
    ),
    ...find(
      exits,
      'logging-left-off',
      ({ state }) => state.logging !== 'Enabled',
      'leaves with flow logging off',
    ),
    ...find(
      exits,
      'recording-left-off',
      ({ state }) => state.recording !== 'Enabled',
      'leaves with IVR recording off',
    ),
  ];
};
