import { type CallEvent, call, callStream } from '../domain/emergency/index.ts';
import { type EventStore, handleCommand, type StoredEvent, type System } from '../domain/ledger/index.ts';
import { commandMetadata, type OperatorAction } from './operator-action.ts';

type ExportEvent = Extract<CallEvent, { type: 'LogExported' | 'NumbersUnmasked' }>;

/** Records an export of the log. The action's id begins with `export-`, so it has its own stream. */
export const recordExport = async (
  ports: { store: EventStore; system: System },
  action: OperatorAction,
  event: ExportEvent,
): Promise<StoredEvent> =>
  (
    await handleCommand(
      ports,
      call,
      callStream(action.actionId),
      commandMetadata(action, event.type),
      () => event,
    )
  ).event;
