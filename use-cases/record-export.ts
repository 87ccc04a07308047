import { type CallEvent, call, callStream } from '../domain/emergency/index.ts';
import { type EventStore, handleCommand, type StoredEvent, type System } from '../domain/ledger/index.ts';
import { commandMetadata, type OperatorAction } from './operator-action.ts';

type ExportEvent = Extract<CallEvent, { type: 'LogExported' | 'NumbersUnmasked' }>;

/** Puts on record what somebody takes out of the log. The act's id begins with `export-`: its stream is its own. */
export const recordExport = async (
  ports: { store: EventStore; system: System },
  act: OperatorAction,
  event: ExportEvent,
): Promise<StoredEvent> =>
  (await handleCommand(ports, call, callStream(act.actionId), commandMetadata(act, event.type), () => event))
    .event;
