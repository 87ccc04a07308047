import { z } from 'zod';
import { actionRule, FLOW_TYPES } from '../action.ts';
import { attributeName, text, word } from '../fields.ts';

/** Reference; `TargetContact` is in 69 of 180 measured. */
export const updateContactAttributes = actionRule({
  type: 'UpdateContactAttributes',
  block: 'Set contact attributes',
  parameters: z.strictObject({
    Attributes: z.record(attributeName(), text()),
    TargetContact: word('Current', 'Related').optional(),
  }),
  requiredErrors: ['NoMatchingError'],
  conditions: null,
  flowTypes: FLOW_TYPES,
});
