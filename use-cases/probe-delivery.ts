import { type CallEvent, call, callStream, DRILL } from '../domain/emergency/index.ts';
import { type EventStore, handleCommand, type StoredEvent, type System } from '../domain/ledger/index.ts';

/** A probe's contact id: unlike any of Connect's, so that a policy can allow puts for it alone (`call/drill-*`). */
const drillId = ({ now, newId }: System) => `drill-${newId(now())}`;

/**
 * Probes delivery: appends one event on its own stream, which the stream consumers then carry to the bus. It touches no
 * administrator, location or row (docs/adr/0016-the-probe-is-a-synthetic-call.md).
 */
export const probeDelivery = async (
  ports: { store: EventStore; system: System },
  principal: string,
): Promise<StoredEvent> => {
  const contactId = drillId(ports.system);
  const metadata = { actor: `operator/${principal}`, contactId, step: 'drill', request: DRILL };
  const drill: CallEvent = { type: DRILL, data: { heldBy: 'doctor' } };
  return (await handleCommand(ports, call, callStream(contactId), metadata, () => drill)).event;
};
