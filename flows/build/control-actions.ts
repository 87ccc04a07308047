import { action, type Draft, equals, named } from './draft.ts';

export const logging = (id: string, behavior: 'Enabled' | 'Disabled', next: string): Draft =>
  action(id, 'UpdateFlowLoggingBehavior', { FlowLoggingBehavior: behavior }, { next });

/** Recording of what the caller says and hears in the flow, and of nothing else. */
export const recording = (id: string, behavior: 'Enabled' | 'Disabled', next: string): Draft =>
  action(
    id,
    'UpdateContactRecordingBehavior',
    { RecordingBehavior: { RecordedParticipants: [], IVRRecordingBehavior: behavior } },
    { next },
  );

/**
 * Voice of the prompts that follow, such as `Joanna`, spoken by its engine. `onError`: there is no such voice, or not of
 * that engine; the prompts then keep the voice they had. The standard engine is the one Connect takes when none is named.
 */
export const voice = (
  id: string,
  {
    voice: name,
    engine = 'Neural',
  }: { voice: string; engine?: 'Standard' | 'Neural' | 'Generative' | undefined },
  ways: { next: string; onError: string },
): Draft =>
  action(
    id,
    'UpdateContactTextToSpeechVoice',
    { TextToSpeechVoice: name, ...(engine === 'Standard' ? {} : { TextToSpeechEngine: engine }) },
    { next: ways.next, errors: { NoMatchingError: ways.onError } },
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

/** Goes on in another flow (token, ARN or id). Flow attributes stay behind; `$.External` and what was typed go along. */
export const transfer = (id: string, target: string, onError: string): Draft =>
  named(
    action(id, 'TransferToFlow', { ContactFlowId: target }, { next: onError, onError }),
    'ContactFlowId',
    target,
  );

export const hangUp = (id: string): Draft => action(id, 'DisconnectParticipant', {});
