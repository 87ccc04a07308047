import type { ActionRule } from './action.ts';
import { compare } from './actions/compare.ts';
import { disconnectParticipant, endFlowExecution, endFlowModuleExecution } from './actions/endings.ts';
import { digitsInput, menuInput, phoneNumberInput } from './actions/get-participant-input.ts';
import { invokeLambdaFunction } from './actions/invoke-lambda-function.ts';
import { loop } from './actions/loop.ts';
import { messageParticipant } from './actions/message-participant.ts';
import { checkHoursOfOperation, transferContactToQueue, updateContactTargetQueue } from './actions/queues.ts';
import { transferToFlow } from './actions/transfer-to-flow.ts';
import { updateContactAttributes } from './actions/update-contact-attributes.ts';
import { updateContactData } from './actions/update-contact-data.ts';
import { updateContactRecordingBehavior } from './actions/update-contact-recording-behavior.ts';
import { updateContactTextToSpeechVoice } from './actions/update-contact-text-to-speech-voice.ts';
import { updateFlowAttributes } from './actions/update-flow-attributes.ts';
import { updateFlowLoggingBehavior } from './actions/update-flow-logging-behavior.ts';

/** The supported part of the flow language, version 2019-10-30. */
export const ACTIONS: readonly ActionRule[] = [
  messageParticipant,
  menuInput,
  digitsInput,
  phoneNumberInput,
  invokeLambdaFunction,
  compare,
  updateContactAttributes,
  updateFlowAttributes,
  updateFlowLoggingBehavior,
  updateContactRecordingBehavior,
  updateContactTextToSpeechVoice,
  updateContactData,
  loop,
  transferToFlow,
  updateContactTargetQueue,
  transferContactToQueue,
  checkHoursOfOperation,
  disconnectParticipant,
  endFlowExecution,
  endFlowModuleExecution,
];

/** The row of an action; null when the type is unknown or no row applies to the parameters. */
export const ruleFor = (type: string, parameters: Record<string, unknown>): ActionRule | null =>
  ACTIONS.find((rule) => rule.type === type && (rule.when?.(parameters) ?? true)) ?? null;

export const isKnownType = (type: string): boolean => ACTIONS.some((rule) => rule.type === type);
