import { type CallEvent, call, callStream, PROBE } from '../domain/emergency/index.ts';
import { handleCommand, type StoredEvent } from '../domain/ledger/index.ts';
import type { LogPorts } from './log-ports.ts';
import { commandMetadata } from './operator-action.ts';

/**
 * Probes delivery: appends one event on its own stream, which the stream consumers then carry to the bus. It touches no
 * administrator, location or row (docs/adr/0016-the-probe-is-a-synthetic-call.md). No contact id of Connect looks like the
 * probe's, so that a policy can allow puts for it alone (`call/drill-*`).
 */
export const probeDelivery = async (ports: LogPorts, principal: string): Promise<StoredEvent> => {
  const { newId, now } = ports.system;
  const actionId = `drill-${newId(now())}`;
  const probe: CallEvent = { type: PROBE, data: { heldBy: 'doctor' } };
  const metadata = commandMetadata({ principal, actionId }, 'drill', PROBE);
  return (await handleCommand(ports, call, callStream(actionId), metadata, () => probe)).event;
};
