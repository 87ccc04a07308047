import { type CallEvent, call, callStream, DRILL } from '../domain/emergency/index.ts';
import { type EventStore, handleCommand, type StoredEvent, type System } from '../domain/ledger/index.ts';

/** A drill's contact id: no call of Connect's looks like it, and a policy can allow puts for it alone (`call/drill-*`). */
const drillId = ({ now, newId }: System) => `drill-${newId(now())}`;

/**
 * Holds a drill: one event on a stream of its own, appended as every event is, which the log's readers then carry to the
 * bus. It touches no administrator, no location and no row (docs/adr/0016-a-drill-is-a-call-nobody-made.md).
 */
export const holdDrill = async (
  ports: { store: EventStore; system: System },
  principal: string,
): Promise<StoredEvent> => {
  const contactId = drillId(ports.system);
  const who = { actor: `operator/${principal}`, contactId, step: 'drill' };
  const drill: CallEvent = { type: DRILL, data: { heldBy: 'doctor' } };
  return (await handleCommand(ports, call, callStream(contactId), who, () => drill)).event;
};
