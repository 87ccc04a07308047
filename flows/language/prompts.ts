import { z } from 'zod';
import { atMostOne, exactlyOne, text, whole, word } from './fields.ts';

/** Fields of a prompt (reference: MessageParticipant, GetParticipantInput); at most one of the four may be present. */
export const promptFields = {
  Text: text().optional(),
  SSML: text().optional(),
  PromptId: whole().optional(),
  Media: z.strictObject({ Uri: text(), SourceType: word('S3'), MediaType: word('Audio') }).optional(),
};

const NAMES = ['Text', 'SSML', 'PromptId', 'Media'];
export const onePrompt = exactlyOne(...NAMES);
export const atMostOnePrompt = atMostOne(...NAMES);
