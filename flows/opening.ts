import type { Config } from '../domain/config/config.ts';
import { type Draft, hangUp, language, logging, message, recording, voice } from './build.ts';

/** The first blocks of a line: its language and voice, logging on. They end at `next`. */
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

/** Says something and ends the call. */
export const sayAndHangUp = (id: string, text: string): Draft[] => [
  message(id, text, `${id} - end`),
  hangUp(`${id} - end`),
];

/** From here on nothing that is typed is logged or recorded; ends at `next`. */
export const pauseLogging = (id: string, next: string): Draft[] => [
  logging(`${id} - log off`, 'Disabled', `${id} - record off`),
  recording(`${id} - record off`, 'Disabled', next),
];

/** Logs again once the PIN is spent; ends at `next`. Recording stays off: no caller was told of any. */
export const resumeLogging = (id: string, next: string): Draft => logging(`${id} - log on`, 'Enabled', next);
export const pauseLoggingStart = (id: string) => `${id} - log off`;
export const resumeLoggingStart = (id: string) => `${id} - log on`;
