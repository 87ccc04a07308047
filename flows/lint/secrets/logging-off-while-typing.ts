import type { Action, Branch } from '../../language/flow.ts';
import type { Problem } from '../../language/problem.ts';
import { type Check, describe, problem, type Rule } from '../rules.ts';
import { type Input, inputAfter, isDigitsPrompt, readsInput } from './input.ts';
import { firstOfEach, formatPath, reachableStates, type Visit } from './paths.ts';

type Privacy = { logging: string; recording: string; input: Input };

/** Where another flow or another participant takes the contact over, and what was typed with it. */
const isTransfer = ({ Type }: Action): boolean =>
  /^(?:Transfer|DequeueContact|InvokeFlowModule|EndFlow)/u.test(Type);

const recordingOf = ({
  Parameters = {},
}: Action): { RecordedParticipants?: unknown; IVRRecordingBehavior?: unknown } =>
  Object(Parameters.RecordingBehavior);

const settingOf = (action: Action): Partial<Privacy> => {
  if (action.Type === 'UpdateFlowLoggingBehavior') {
    return { logging: String(action.Parameters?.FlowLoggingBehavior) };
  }
  const { IVRRecordingBehavior } = recordingOf(action);
  return IVRRecordingBehavior === undefined ? {} : { recording: String(IVRRecordingBehavior) };
};

const switchesLoggingOn = (action: Action): boolean => settingOf(action).logging === 'Enabled';

const switchesRecordingOn = (action: Action): boolean => {
  const { RecordedParticipants } = recordingOf(action);
  return (
    settingOf(action).recording === 'Enabled' ||
    (Array.isArray(RecordedParticipants) && RecordedParticipants.length > 0)
  );
};

const after = (action: Action, branch: Branch, state: Privacy): Privacy => ({
  ...state,
  ...settingOf(action),
  input: inputAfter(action, branch, state.input),
});

/** Each rule: which visit of an action breaks it, and how. Logging and recording count as on at the start. */
const BREACHES: readonly [Rule, (visit: Visit<Privacy>) => boolean, string][] = [
  [
    'logging-on',
    ({ action, state }) =>
      state.logging !== 'Disabled'
        ? isDigitsPrompt(action)
        : state.input === 'typed' && switchesLoggingOn(action),
    'has flow logging on while a PIN is typed or still unspent',
  ],
  [
    'recording-on',
    ({ action, state }) => isDigitsPrompt(action) && state.recording !== 'Disabled',
    'takes digits with IVR recording on',
  ],
  [
    'recording-switched-on',
    ({ action }) => switchesRecordingOn(action),
    'switches recording on, of which nobody told the caller',
  ],
  [
    'logging-left-off',
    ({ action, state }) =>
      state.logging !== 'Enabled' &&
      state.input !== 'typed' &&
      (isTransfer(action) || action.Type === 'DisconnectParticipant'),
    'leaves with flow logging off',
  ],
  [
    'input-unspent',
    ({ action, state }) => isTransfer(action) && state.input === 'typed',
    'hands the contact on with what was typed, which no Lambda has checked',
  ],
  [
    'input-late',
    ({ action, state }) => readsInput(action) && state.input !== 'typed',
    'reads what was typed in an earlier flow or has been checked already',
  ],
];

/**
 * What was typed outlives the flow (`$.StoredCustomerInput` survives every transfer), so it must be spent before the
 * contact is handed on and is not read again. Flow logging is off from before the prompt until then, and on again where
 * the contact leaves; a call that ends before the PIN was spent ends with logging off. IVR recording is off whenever
 * digits are typed, and no flow switches it on.
 */
export const checkLoggingWhileTyping: Check = (flow) => {
  const visits = reachableStates<Privacy>(
    flow,
    { logging: 'Enabled', recording: 'Enabled', input: 'before' },
    after,
  );
  return BREACHES.flatMap(([rule, breaks, message]): Problem[] =>
    firstOfEach(visits.filter(breaks)).map((visit) =>
      problem(
        rule,
        ['Actions', visit.index],
        `${describe(visit.action)} ${message} by way of ${formatPath(visit)}`,
      ),
    ),
  );
};
