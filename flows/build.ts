import { action, type Draft } from './build/draft.ts';
import { ENTRY, layout } from './build/layout.ts';
import type { Flow } from './language/flow.ts';
import { parseToken } from './language/tokens.ts';
import { parseFlow } from './lint.ts';

export { action, type Draft } from './build/draft.ts';
export { token } from './language/tokens.ts';

/** A whole flow, laid out for the console. Throws a FlowError that lists all that Amazon Connect would refuse in it. */
export const flow = (name: string, description: string, start: string, drafts: readonly Draft[]): Flow => {
  const actions = drafts.map((draft) => draft.action);
  const positions = layout(start, actions);
  const ActionMetadata = Object.fromEntries(
    drafts.map(({ action: { Identifier }, metadata }) => [
      Identifier,
      { position: positions.get(Identifier), isFriendlyName: true, ...metadata },
    ]),
  );
  return parseFlow({
    Version: '2019-10-30',
    StartAction: start,
    Metadata: {
      entryPointPosition: ENTRY,
      ActionMetadata,
      name,
      description,
      type: 'contactFlow',
      status: 'published',
    },
    Actions: actions,
  });
};

/** SSML when it starts with `<speak>`. */
const prompt = (text: string) => (text.startsWith('<speak>') ? { SSML: text } : { Text: text });

/** The console shows a resource by this name instead of its ARN. */
const named = (draft: Draft, field: string, target: string): Draft => {
  const displayName = parseToken(target)?.split(':')[1];
  return displayName === undefined
    ? draft
    : { ...draft, metadata: { ...draft.metadata, parameters: { [field]: { displayName } } } };
};

const equals = (branches: Readonly<Record<string, string>>) =>
  Object.entries(branches).map(([operand, to]) => ({ operator: 'Equals' as const, operand, to }));

/** Says or plays something that no key interrupts. */
export const message = (id: string, text: string, next: string): Draft =>
  action(id, 'MessageParticipant', prompt(text), { next });

/** One key. `otherwise`: any other key, and what `silence` and `onError` default to. */
export const menu = (
  id: string,
  text: string,
  ways: {
    keys: Readonly<Record<string, string>>;
    seconds: number;
    otherwise: string;
    silence?: string;
    onError?: string;
  },
): Draft =>
  action(
    id,
    'GetParticipantInput',
    { ...prompt(text), StoreInput: 'False', InputTimeLimitSeconds: String(ways.seconds) },
    {
      next: ways.otherwise,
      conditions: equals(ways.keys),
      errors: {
        InputTimeLimitExceeded: ways.silence,
        NoMatchingCondition: ways.otherwise,
        NoMatchingError: ways.onError,
      },
      onError: ways.otherwise,
    },
  );

/**
 * Digits into `$.StoredCustomerInput`; silence for `seconds` goes on to `next` with the value `Timeout`. `#` ends early, as
 * it does unless told otherwise; `*` starts over.
 */
export const digits = (
  id: string,
  text: string,
  ways: { length: number; seconds: number; secondsBetween?: number; next: string; onError: string },
): Draft =>
  action(
    id,
    'GetParticipantInput',
    {
      ...prompt(text),
      StoreInput: 'True',
      InputTimeLimitSeconds: String(ways.seconds),
      InputValidation: { CustomValidation: { MaximumLength: String(ways.length) } },
      DTMFConfiguration: {
        DisableCancelKey: 'False',
        InterdigitTimeLimitSeconds: String(ways.secondsBetween ?? 5),
      },
    },
    ways,
  );

/** Calls a Lambda (token or ARN) and waits at most `seconds`, 8 unless told; its flat reply of strings is `$.External`. */
export const invoke = (
  id: string,
  lambda: string,
  ways: { parameters?: Readonly<Record<string, string>>; seconds?: number; next: string; onError: string },
): Draft =>
  named(
    action(
      id,
      'InvokeLambdaFunction',
      {
        LambdaFunctionARN: lambda,
        InvocationTimeLimitSeconds: String(ways.seconds ?? 8),
        ...(ways.parameters ? { LambdaInvocationAttributes: ways.parameters } : {}),
        ResponseValidation: { ResponseType: 'STRING_MAP' },
      },
      ways,
    ),
    'LambdaFunctionARN',
    lambda,
  );

/** Goes on by what a value equals, case and all. */
export const compare = (
  id: string,
  reference: string,
  ways: { is: Readonly<Record<string, string>>; otherwise: string },
): Draft =>
  action(
    id,
    'Compare',
    { ComparisonValue: reference },
    { next: ways.otherwise, conditions: equals(ways.is), onError: ways.otherwise },
  );

/** Attributes of the contact: they go with it into other flows and into the contact record. */
export const setAttributes = (
  id: string,
  attributes: Readonly<Record<string, string>>,
  ways: { next: string; onError: string },
): Draft => action(id, 'UpdateContactAttributes', { Attributes: attributes, TargetContact: 'Current' }, ways);

/** Attributes of this run of this flow. */
export const setFlowAttributes = (
  id: string,
  attributes: Readonly<Record<string, string>>,
  ways: { next: string; onError: string },
): Draft => {
  const entries = Object.entries(attributes).map(([name, Value]) => [name, { Value }]);
  return action(id, 'UpdateFlowAttributes', { FlowAttributes: Object.fromEntries(entries) }, ways);
};

export const logging = (id: string, behaviour: 'Enabled' | 'Disabled', next: string): Draft =>
  action(id, 'UpdateFlowLoggingBehavior', { FlowLoggingBehavior: behaviour }, { next });

/** Recording of what the caller says and hears in the flow; calls with agents are not recorded by us at all. */
export const recording = (id: string, behaviour: 'Enabled' | 'Disabled', next: string): Draft =>
  action(
    id,
    'UpdateContactRecordingBehavior',
    { RecordingBehavior: { RecordedParticipants: [], IVRRecordingBehavior: behaviour } },
    { next },
  );

/** Voice of the prompts that follow, such as `Joanna`. */
export const voice = (id: string, name: string, next: string): Draft =>
  action(
    id,
    'UpdateContactTextToSpeechVoice',
    { TextToSpeechVoice: name, TextToSpeechEngine: 'Neural' },
    { next },
  );

/** Language of the contact, such as `en-US`; Lambdas are told it. */
export const language = (id: string, code: string, ways: { next: string; onError: string }): Draft =>
  action(id, 'UpdateContactData', { LanguageCode: code }, ways);

/** `again` this many times, then `done`, then from the start. */
export const loop = (id: string, times: number, ways: { again: string; done: string }): Draft =>
  action(
    id,
    'Loop',
    { LoopCount: String(times) },
    { next: ways.done, conditions: equals({ ContinueLooping: ways.again, DoneLooping: ways.done }) },
  );

/** Goes on in another flow (token, ARN or id); contact attributes go along, all else does not. */
export const transfer = (id: string, target: string, onError: string): Draft =>
  named(
    action(id, 'TransferToFlow', { ContactFlowId: target }, { next: onError, onError }),
    'ContactFlowId',
    target,
  );

export const hangUp = (id: string): Draft => action(id, 'DisconnectParticipant', {});
