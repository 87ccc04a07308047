import { lastPart } from '../../../domain/config/instances.ts';
import {
  disconnectParticipant,
  endFlowExecution,
  endFlowModuleExecution,
  transferContactToQueue,
  transferToFlow,
  updateContactTargetQueue,
} from '../../../flows/index.ts';
import { render } from '../data.ts';
import { isConnectError } from '../errors.ts';
import { failed, interpreter, NEXT } from '../step.ts';

/** Keys pressed while the next flow starts are lost (admin guide). */
export const goToFlow = interpreter(
  transferToFlow,
  (contact, { ContactFlowId }, { findFlow }) => {
    try {
      const flow = findFlow(render(contact, ContactFlowId));
      if (!flow) return failed('there is no published flow with that id');
      return transferToFlow.flowTypes.includes(flow.type)
        ? { take: 'flow', flow }
        : failed(`a flow of type ${flow.type} cannot be a transfer target`);
    } catch (error) {
      if (isConnectError(error)) return failed(error.message);
      throw error;
    }
  },
  { discardsTypeAhead: true },
);

export const setQueue = interpreter(updateContactTargetQueue, (contact, { QueueId, AgentId }) => {
  const ARN = render(contact, QueueId ?? AgentId ?? '');
  if (ARN === '') return failed('there is no queue to set');
  contact.queue = { ARN, Name: lastPart(ARN), agent: QueueId === undefined };
  return NEXT;
});

/** This line has no agents, so the call ends in the queue. */
export const enterQueue = interpreter(transferContactToQueue, (contact) =>
  contact.queue ? { take: 'end', result: 'Queued' } : failed('no target queue was set'),
);

export const hangUp = interpreter(disconnectParticipant, () => ({ take: 'end', result: 'Success' }));
export const endFlow = interpreter(endFlowExecution, () => ({ take: 'end', result: 'Success' }));
/** No flow of this line invokes a module, so its end is the end of the call. */
export const endModule = interpreter(endFlowModuleExecution, () => ({ take: 'end', result: 'Success' }));
