import { z } from 'zod';
import { actionRule, FLOW_TYPES } from '../action.ts';
import { word } from '../fields.ts';

/** Reference. It applies to the rest of the contact, also after transfers. */
export const updateFlowLoggingBehavior = actionRule({
  type: 'UpdateFlowLoggingBehavior',
  block: 'Set logging behavior',
  parameters: z.strictObject({ FlowLoggingBehavior: word('Enabled', 'Disabled') }),
  requiredErrors: [],
  conditions: null,
  flowTypes: FLOW_TYPES,
});
