import { z } from 'zod';
import { actionRule } from '../action.ts';
import { whole } from '../fields.ts';

/** Reference. The target must be published before this flow. */
export const transferToFlow = actionRule({
  type: 'TransferToFlow',
  block: 'Transfer to flow',
  parameters: z.strictObject({ ContactFlowId: whole() }),
  requiredErrors: ['NoMatchingError'],
  conditions: null,
  flowTypes: ['CONTACT_FLOW', 'AGENT_TRANSFER', 'QUEUE_TRANSFER', 'MODULE'],
});
