export { buildFlows, flowText } from './all.ts';
export type { ActionRule, ErrorType, FlowType } from './language/action.ts';
export { compare } from './language/actions/compare.ts';
export {
  disconnectParticipant,
  endFlowExecution,
  endFlowModuleExecution,
} from './language/actions/endings.ts';
export { digitsInput, menuInput, phoneNumberInput } from './language/actions/get-participant-input.ts';
export { invokeLambdaFunction } from './language/actions/invoke-lambda-function.ts';
export { loop } from './language/actions/loop.ts';
export { messageParticipant } from './language/actions/message-participant.ts';
export {
  checkHoursOfOperation,
  transferContactToQueue,
  updateContactTargetQueue,
} from './language/actions/queues.ts';
export { transferToFlow } from './language/actions/transfer-to-flow.ts';
export { updateContactAttributes } from './language/actions/update-contact-attributes.ts';
export { updateContactData, VOICE_ID_FIELDS } from './language/actions/update-contact-data.ts';
export { updateContactRecordingBehavior } from './language/actions/update-contact-recording-behavior.ts';
export { updateContactTextToSpeechVoice } from './language/actions/update-contact-text-to-speech-voice.ts';
export { updateFlowAttributes } from './language/actions/update-flow-attributes.ts';
export { updateFlowLoggingBehavior } from './language/actions/update-flow-logging-behavior.ts';
export { type Action, type Branch, branchesOf, type Flow, nameOf } from './language/flow.ts';
export { typeOf } from './language/flow-type.ts';
export { FlowError } from './language/problem.ts';
export { QUOTAS } from './language/quotas.ts';
export { isDynamic, parseReference, replaceReferences } from './language/references.ts';
export { ruleFor } from './language/table.ts';
export { parseFlow } from './lint.ts';
export { lintSecrets } from './lint-secrets.ts';
export { FLOW_NAMES, type FlowName, flowAt, LAMBDA_NAMES, type LambdaName } from './names.ts';
export { resolveTokens, withClaimed } from './resolve-tokens.ts';
