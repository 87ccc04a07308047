import {
  type Anchored,
  audit,
  type EventStore,
  type LeafLog,
  type Report,
  type Trusted,
} from '../../domain/ledger/index.ts';
import { logLines } from './log-lines.ts';

/** Audits the log in its table as an export of it is audited, against these checkpoints. */
export const auditLog = async (
  { store, leaves }: { store: EventStore; leaves: LeafLog },
  trusted: Trusted,
  checkpoints: readonly Anchored[],
): Promise<Report> => {
  const auditor = await audit(trusted, checkpoints);
  for await (const { text } of logLines(store, leaves)) auditor.line(text.slice(0, -1));
  return auditor.end();
};
