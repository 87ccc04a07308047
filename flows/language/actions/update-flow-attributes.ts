import { z } from 'zod';
import { actionRule, FLOW_TYPES } from '../action.ts';
import { attributeName, text, word } from '../fields.ts';

/** Shape and error by probe; the reference is wrong about both. These attributes last for this run of this flow. */
export const updateFlowAttributes = actionRule({
  type: 'UpdateFlowAttributes',
  block: 'Set contact attributes',
  parameters: z.strictObject({
    FlowAttributes: z.record(
      attributeName(),
      z.strictObject({ Value: text(), Type: word('String').optional() }),
    ),
  }),
  requiredErrors: ['NoMatchingError'],
  conditions: null,
  flowTypes: FLOW_TYPES,
});
