import { FLOW_TYPES, type FlowType } from './action.ts';
import type { Flow } from './flow.ts';
import { ruleFor } from './table.ts';

/** Values of `Metadata.type` in the console's exports (measured: in a third of them). */
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

/** Type of a flow: its export's, `MODULE` when it has Settings, else the first type that allows all its actions. */
export const typeOf = ({ Metadata, Settings, Actions }: Flow): FlowType => {
  const exported = EXPORTED.get(Metadata?.type) ?? (Settings && 'MODULE');
  if (exported) return exported;
  const rules = Actions.flatMap(({ Type, Parameters = {} }) => ruleFor(Type, Parameters) ?? []);
  const fits = (type: FlowType) => rules.every(({ flowTypes }) => flowTypes.includes(type));
  return FLOW_TYPES.find(fits) ?? 'CONTACT_FLOW';
};
