import { z } from 'zod';
import { actionRule } from '../action.ts';
import { whole } from '../fields.ts';

/** Reference. The target has to be published when this flow is. */
export const transferToFlow = actionRule({
  type: 'TransferToFlow',
  block: 'Transfer to flow',
  parameters: z.strictObject({ ContactFlowId: whole() }),
  requiredErrors: ['NoMatchingError'],
  conditions: null,
  flowTypes: ['CONTACT_FLOW', 'AGENT_TRANSFER', 'QUEUE_TRANSFER', 'MODULE'],
});
