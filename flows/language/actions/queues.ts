import { z } from 'zod';
import { actionRule, FLOW_TYPES, type FlowType } from '../action.ts';
import { exactlyOne, whole } from '../fields.ts';

const INBOUND: readonly FlowType[] = ['CONTACT_FLOW', 'AGENT_TRANSFER', 'QUEUE_TRANSFER', 'MODULE'];

/** Reference. */
export const updateContactTargetQueue = actionRule({
  type: 'UpdateContactTargetQueue',
  block: 'Set working queue',
  parameters: z
    .strictObject({ QueueId: whole().optional(), AgentId: whole().optional() })
    .refine(...exactlyOne('QueueId', 'AgentId')),
  requiredErrors: ['NoMatchingError'],
  conditions: null,
  flowTypes: INBOUND,
});

/** Reference; a QueueId here is refused: the target queue is what UpdateContactTargetQueue set. */
export const transferContactToQueue = actionRule({
  type: 'TransferContactToQueue',
  block: 'Transfer to queue',
  parameters: z.strictObject({}),
  requiredErrors: ['QueueAtCapacity', 'NoMatchingError'],
  conditions: null,
  flowTypes: INBOUND,
});

/**
 * Reference; NoMatchingCondition is refused (probe). Without an id it checks the target queue's hours; an agent's queue
 * has none, which is an error (admin guide). NextAction mirrors NoMatchingError (measured, 16 of 16).
 */
export const checkHoursOfOperation = actionRule({
  type: 'CheckHoursOfOperation',
  block: 'Check hours of operation',
  parameters: z.strictObject({ HoursOfOperationId: whole().optional() }),
  requiredErrors: ['NoMatchingError'],
  conditions: { operators: ['Equals'], operands: ['True', 'False'], all: true },
  defaultBranch: 'NoMatchingError',
  flowTypes: FLOW_TYPES,
});
