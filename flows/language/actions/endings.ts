import { z } from 'zod';
import { actionRule, FLOW_TYPES } from '../action.ts';

/** Reference; refused in whisper and hold flows. */
export const disconnectParticipant = actionRule({
  type: 'DisconnectParticipant',
  block: 'Disconnect / hang up',
  parameters: z.strictObject({}),
  requiredErrors: [],
  conditions: null,
  terminal: true,
  flowTypes: FLOW_TYPES.filter((type) => !/_(?:HOLD|WHISPER)$/u.test(type)),
});

/** Reference; refused in inbound flows (probe). */
export const endFlowExecution = actionRule({
  type: 'EndFlowExecution',
  block: 'End flow / Resume',
  parameters: z.strictObject({}),
  requiredErrors: [],
  conditions: null,
  terminal: true,
  flowTypes: ['CUSTOMER_QUEUE', 'CUSTOMER_WHISPER', 'AGENT_WHISPER', 'OUTBOUND_WHISPER'],
});

/** Reference: back to the flow that invoked the module; `ResultData` and `Result` are passed through. */
export const endFlowModuleExecution = actionRule({
  type: 'EndFlowModuleExecution',
  block: 'Return',
  parameters: z.looseObject({}),
  requiredErrors: [],
  conditions: null,
  terminal: true,
  flowTypes: ['MODULE'],
});
