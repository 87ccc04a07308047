import { FLOW_TYPES, type FlowType } from './action.ts';
import type { Flow } from './flow.ts';
import { ruleFor } from './table.ts';

/** `Metadata.type` as the console's export spells it (measured: in a third of exports). */
const EXPORTED: ReadonlyMap<unknown, FlowType> = new Map([
  ['contactFlow', 'CONTACT_FLOW'],
  ['customerQueue', 'CUSTOMER_QUEUE'],
  ['customerHold', 'CUSTOMER_HOLD'],
  ['customerWhisper', 'CUSTOMER_WHISPER'],
  ['agentHold', 'AGENT_HOLD'],
  ['agentWhisper', 'AGENT_WHISPER'],
  ['outboundWhisper', 'OUTBOUND_WHISPER'],
  ['agentTransfer', 'AGENT_TRANSFER'],
  ['queueTransfer', 'QUEUE_TRANSFER'],
  ['campaign', 'CAMPAIGN'],
]);

/** The type of a flow: what its export says, `MODULE` when it has Settings, else the first one all its actions may be in. */
export const typeOf = ({ Metadata, Settings, Actions }: Flow): FlowType => {
  const exported = EXPORTED.get(Metadata?.type) ?? (Settings && 'MODULE');
  if (exported) return exported;
  const rules = Actions.flatMap(({ Type, Parameters = {} }) => ruleFor(Type, Parameters) ?? []);
  const fits = (type: FlowType) => rules.every(({ flowTypes }) => flowTypes.includes(type));
  return FLOW_TYPES.find(fits) ?? 'CONTACT_FLOW';
};
