import { z } from 'zod';
import { atMostOne, exactlyOne, text, whole, word } from './fields.ts';

/** What is spoken or played (reference: MessageParticipant, GetParticipantInput). At most one of the four. */
export const promptFields = {
  Text: text().optional(),
  SSML: text().optional(),
  PromptId: whole().optional(),
  Media: z.strictObject({ Uri: text(), SourceType: word('S3'), MediaType: word('Audio') }).optional(),
};

const NAMES = ['Text', 'SSML', 'PromptId', 'Media'];
export const onePrompt = exactlyOne(...NAMES);
export const atMostOnePrompt = atMostOne(...NAMES);
