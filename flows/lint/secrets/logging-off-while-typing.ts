import type { Action, Branch } from '../../language/flow.ts';
import type { Problem } from '../../language/problem.ts';
import { type Check, describe, problem, type Rule } from '../rules.ts';
import { type Input, inputAfter, isDigitsPrompt, readsInput } from './input.ts';
import { firstOfEach, formatPath, reachableStates, type Visit } from './paths.ts';

type Privacy = { logging: string; recording: string; input: Input };

/** Another flow or participant takes over the contact, with its stored input. */
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

const turnsLoggingOn = (action: Action): boolean => settingOf(action).logging === 'Enabled';

const turnsRecordingOn = (action: Action): boolean => {
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

/** Each rule: which visit of an action violates it, and the message. */
const VIOLATIONS: readonly [Rule, (visit: Visit<Privacy>) => boolean, string][] = [
  [
    'logging-on',
    ({ action, state }) =>
      state.logging !== 'Disabled'
        ? isDigitsPrompt(action)
        : state.input === 'typed' && turnsLoggingOn(action),
    'has flow logging on while a PIN is typed or still valid',
  ],
  [
    'recording-on',
    ({ action, state }) => isDigitsPrompt(action) && state.recording !== 'Disabled',
    'reads digits with IVR recording on',
  ],
  [
    'recording-switched-on',
    ({ action }) => turnsRecordingOn(action),
    'turns recording on without informing the caller',
  ],
  [
    'logging-left-off',
    ({ action, state }) =>
      state.logging !== 'Enabled' &&
      state.input !== 'typed' &&
      (isTransfer(action) || action.Type === 'DisconnectParticipant'),
    'ends or transfers with flow logging off',
  ],
  [
    'input-unverified',
    ({ action, state }) => isTransfer(action) && state.input === 'typed',
    'transfers the contact with typed digits that no Lambda has checked',
  ],
  [
    'input-reused',
    ({ action, state }) => readsInput(action) && state.input !== 'typed',
    'reads digits that an earlier flow stored or a Lambda has already checked',
  ],
];

/**
 * `$.StoredCustomerInput` survives transfers, so a Lambda must check it before a transfer, and it is not read again.
 * Flow logging is off from before the prompt until then and on again before the contact leaves; a call that ends before
 * the check ends with logging off. IVR recording is off while digits are typed, and no flow turns it on.
 */
export const checkLoggingWhileTyping: Check = (flow) => {
  // Logging and recording may be on at the start.
  const visits = reachableStates<Privacy>(
    flow,
    { logging: 'Enabled', recording: 'Enabled', input: 'inherited' },
    after,
  );
  return VIOLATIONS.flatMap(([rule, violates, message]): Problem[] =>
    firstOfEach(visits.filter(violates)).map((visit) =>
      problem(
        rule,
        ['Actions', visit.index],
        `${describe(visit.action)} ${message} on the path ${formatPath(visit)}`,
      ),
    ),
  );
};
