import { type CallEvent, call, callStream } from '../domain/emergency/index.ts';
import { handleCommand, type StoredEvent } from '../domain/ledger/index.ts';
import type { LogPorts } from './log-ports.ts';
import { commandMetadata, type OperatorAction } from './operator-action.ts';

type ExportEvent = Extract<CallEvent, { type: 'LogExported' | 'NumbersUnmasked' | 'EventsRepublished' }>;

/** Records an export of the log, to a file or once more to the bus. The action's id begins with `export-`, so it has its own stream. */
export const recordExport = async (
  ports: LogPorts,
  action: OperatorAction,
  event: ExportEvent,
): Promise<StoredEvent> => {
  const metadata = commandMetadata(action, event.type);
  return (await handleCommand(ports, call, callStream(action.actionId), metadata, () => event)).event;
};
