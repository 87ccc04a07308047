import type { Config } from '../domain/config/config.ts';
import { type Draft, hangUp, language, logging, message, recording, voice } from './build.ts';

/** The first blocks of a flow: turn logging on, set language and voice, continue with `next`. */
export const opening = (config: Config, next: string): { start: string; drafts: Draft[] } => {
  const spoken = config.languages[0];
  if (!spoken) return { start: next, drafts: [] };
  return {
    start: 'Log this call',
    drafts: [
      logging('Log this call', 'Enabled', 'Language'),
      language('Language', spoken.code, { next: 'Voice', onError: 'Voice' }),
      voice('Voice', spoken, { next, onError: next }),
    ],
  };
};

/** Says `text` and ends the call. */
export const sayAndHangUp = (id: string, text: string): Draft[] => [
  message(id, text, `${id} - end`),
  hangUp(`${id} - end`),
];

/** Turns logging and recording off, then continues with `next`. */
export const pauseLogging = (id: string, next: string): Draft[] => [
  logging(`${id} - log off`, 'Disabled', `${id} - record off`),
  recording(`${id} - record off`, 'Disabled', next),
];

/** Turns logging on again once the PIN is used, then continues with `next`. Recording stays off: callers did not consent to it. */
export const resumeLogging = (id: string, next: string): Draft => logging(`${id} - log on`, 'Enabled', next);
/** The first action of `pauseLogging(id)`. */
export const pauseLoggingStart = (id: string) => `${id} - log off`;
/** The first action of `resumeLogging(id)`. */
export const resumeLoggingStart = (id: string) => `${id} - log on`;
