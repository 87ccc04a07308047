import { action, type Draft, equals, named } from './draft.ts';

export const logging = (id: string, behavior: 'Enabled' | 'Disabled', next: string): Draft =>
  action(id, 'UpdateFlowLoggingBehavior', { FlowLoggingBehavior: behavior }, { next });

/** Turns recording of the flow itself (IVR recording) on or off; agents are never recorded. */
export const recording = (id: string, behavior: 'Enabled' | 'Disabled', next: string): Draft =>
  action(
    id,
    'UpdateContactRecordingBehavior',
    { RecordingBehavior: { RecordedParticipants: [], IVRRecordingBehavior: behavior } },
    { next },
  );

/**
 * Sets the voice of the prompts that follow, such as `Joanna`. `onError`: the voice does not exist or not with that
 * engine; the voice is then unchanged. Connect uses the standard engine when none is named.
 */
export const voice = (
  id: string,
  {
    voice: name,
    engine = 'Neural',
  }: { voice: string; engine?: 'Standard' | 'Neural' | 'Generative' | undefined },
  branches: { next: string; onError: string },
): Draft =>
  action(
    id,
    'UpdateContactTextToSpeechVoice',
    { TextToSpeechVoice: name, ...(engine === 'Standard' ? {} : { TextToSpeechEngine: engine }) },
    { next: branches.next, errors: { NoMatchingError: branches.onError } },
  );

/** Sets the contact's language, such as `en-US`; Lambdas receive it. */
export const language = (id: string, code: string, branches: { next: string; onError: string }): Draft =>
  action(id, 'UpdateContactData', { LanguageCode: code }, branches);

/** Continues with `again` this many times, then with `done`, then restarts the count. */
export const loop = (id: string, times: number, branches: { again: string; done: string }): Draft =>
  action(
    id,
    'Loop',
    { LoopCount: String(times) },
    {
      next: branches.done,
      conditions: equals({ ContinueLooping: branches.again, DoneLooping: branches.done }),
    },
  );

/** Transfers to another flow (token, ARN or id). Flow attributes are lost; `$.External` and stored input survive. */
export const transfer = (id: string, target: string, onError: string): Draft =>
  named(
    action(id, 'TransferToFlow', { ContactFlowId: target }, { next: onError, onError }),
    'ContactFlowId',
    target,
  );

export const hangUp = (id: string): Draft => action(id, 'DisconnectParticipant', {});
