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

/** Applies the flow's own recording only: this line has no agents. */
export const setRecording = interpreter(updateContactRecordingBehavior, (contact, { RecordingBehavior }) => {
  contact.ivrRecording = RecordingBehavior.IVRRecordingBehavior ?? contact.ivrRecording;
  return NEXT;
});

/** Only an empty voice is an error; Amazon Polly's voices and engines are not checked. */
export const setVoice = interpreter(updateContactTextToSpeechVoice, (contact, { TextToSpeechVoice }) => {
  const voice = render(contact, TextToSpeechVoice);
  if (voice === '') return failed('there is no voice to set');
  contact.voice = voice;
  return NEXT;
});
