import { type CallEvent, call, callStream, PROBE } from '../domain/emergency/index.ts';
import { handleCommand, type StoredEvent } from '../domain/ledger/index.ts';
import type { LogPorts } from './log-ports.ts';

/**
 * Probes delivery: appends one event on its own stream, which the stream consumers then carry to the bus. It touches no
 * administrator, location or row (docs/adr/0016-the-probe-is-a-synthetic-call.md). The action's id begins with `PROBE_PREFIX`, so
 * that a policy can tell its stream from a call's.
 */
export const probeDelivery = async (
  ports: LogPorts,
  { actor, actionId }: { actor: string; actionId: string },
  heldBy: 'doctor' | 'schedule',
): Promise<StoredEvent> => {
  const metadata = { actor, contactId: actionId, step: 'drill', request: PROBE };
  const probe: CallEvent = { type: PROBE, data: { heldBy } };
  return (await handleCommand(ports, call, callStream(actionId), metadata, () => probe)).event;
};
