import {
  updateContactRecordingBehavior,
  updateContactTextToSpeechVoice,
  updateFlowLoggingBehavior,
} from '../../../flows/index.ts';
import { render } from '../data.ts';
import { failed, interpreter, NEXT } from '../step.ts';

export const setLogging = interpreter(updateFlowLoggingBehavior, (contact, { FlowLoggingBehavior }) => {
  contact.logging = FlowLoggingBehavior;
  return NEXT;
});

/** Only the recording of the flow itself matters here: there is no agent on this line. */
export const setRecording = interpreter(updateContactRecordingBehavior, (contact, { RecordingBehavior }) => {
  contact.ivrRecording = RecordingBehavior.IVRRecordingBehavior ?? contact.ivrRecording;
  return NEXT;
});

/** Which voices and engines there are is Amazon Polly's to say; here only a missing one is an error. */
export const setVoice = interpreter(updateContactTextToSpeechVoice, (contact, { TextToSpeechVoice }) => {
  const voice = render(contact, TextToSpeechVoice);
  if (voice === '') return failed('there is no voice to set');
  contact.voice = voice;
  return NEXT;
});
