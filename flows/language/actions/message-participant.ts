import { z } from 'zod';
import { actionRule, FLOW_TYPES } from '../action.ts';
import { word } from '../fields.ts';
import { onePrompt, promptFields } from '../prompts.ts';

/** Reference; `SkipWhenDTMFBufferEnabled` is written by the console and undocumented; 123 of 334 measured have no error. */
export const messageParticipant = actionRule({
  type: 'MessageParticipant',
  block: 'Play prompt',
  parameters: z
    .strictObject({ ...promptFields, SkipWhenDTMFBufferEnabled: word('true', 'false').optional() })
    .refine(...onePrompt),
  requiredErrors: [],
  optionalErrors: ['NoMatchingError'],
  conditions: null,
  flowTypes: FLOW_TYPES.filter((type) => !type.endsWith('_HOLD')),
});
