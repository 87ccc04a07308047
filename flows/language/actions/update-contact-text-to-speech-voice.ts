import { z } from 'zod';
import { actionRule, FLOW_TYPES } from '../action.ts';
import { whole, word } from '../fields.ts';

/**
 * The reference requires NoMatchingError, and our flows have it; 10 of 14 measured flows do not, so Connect accepts both.
 * The console writes `Neural`, lower case is accepted too (probe).
 */
export const updateContactTextToSpeechVoice = actionRule({
  type: 'UpdateContactTextToSpeechVoice',
  block: 'Set voice',
  parameters: z.strictObject({
    TextToSpeechVoice: whole(),
    TextToSpeechEngine: whole().optional(),
    TextToSpeechStyle: word('None', 'Conversational', 'Newscaster').optional(),
  }),
  requiredErrors: [],
  optionalErrors: ['NoMatchingError'],
  conditions: null,
  flowTypes: FLOW_TYPES,
});
