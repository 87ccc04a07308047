import type { z } from 'zod';
import type { menuInput } from '../../flows/index.ts';
import { render } from './data.ts';
import type { ConnectPorts, Contact } from './types.ts';

type Prompt = Pick<z.infer<typeof menuInput.parameters>, 'Text' | 'SSML' | 'PromptId' | 'Media'>;

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

/** The words of SSML, without markup. */
const plainText = (ssml: string): string =>
  ssml
    .replace(/<[^>]*>/gu, ' ')
    .replace(/&(?:amp|lt|gt|quot|apos);/gu, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/gu, ' ')
    .replace(/ (?=[.,;:!?])/gu, '')
    .trim();

const wordsOf = (contact: Contact, { Text, SSML, PromptId, Media }: Prompt): string => {
  if (Text !== undefined) return render(contact, Text);
  if (SSML !== undefined) return plainText(render(contact, SSML));
  const recording = PromptId ?? Media?.Uri;
  return recording === undefined ? '' : `[recording ${render(contact, recording)}]`;
};

/** Speaks a text to the caller. */
export const say = (contact: Contact, { now }: Pick<ConnectPorts, 'now'>, text: string): void => {
  if (text === '') return;
  contact.unreadSpeech.push(text);
  const { language, voice } = contact;
  contact.transcript.push({ at: new Date(now()).toISOString(), who: 'line', text, language, voice });
};

export const speak = (contact: Contact, ports: Pick<ConnectPorts, 'now'>, prompt: Prompt): void =>
  say(contact, ports, wordsOf(contact, prompt));
