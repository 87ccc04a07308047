import { type Anchored, counted, type Report } from '../domain/ledger/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createStores } from '../handlers/composition/projector.ts';
import { createTrusted } from '../handlers/composition/verifier.ts';
import { auditLog } from '../use-cases/queries/audit-log.ts';
import { LogWentBack, wayOut } from './data-folder.ts';

/**
 * Recomputes the hashes of the whole log and compares them with the signed checkpoints; returns what is damaged.
 * @throws LogWentBack when the log has fewer leaves than were signed
 */
export const checkLog = async (
  ctx: AppContext,
  folder: string,
  files: readonly Anchored[],
): Promise<string[]> => {
  const report = await auditLog(createStores(ctx), await createTrusted(ctx), files);
  const signed = report.checkpoint?.size ?? 0;
  if (report.leaves < signed)
    throw new LogWentBack(
      `the database in ${folder} is older than its checkpoints: it has ${counted(report.leaves, 'leaf', 'leaves')}, and ${counted(signed, 'was', 'were')} signed. It was restored from an older copy, or its end was deleted. ${wayOut(folder)}`,
    );
  return damageIn(report);
};

const damageIn = ({ findings, found }: Report): string[] => [
  ...findings.map(({ place, fault }) => `${place}: ${fault}`),
  ...(found > findings.length ? [`… and ${found - findings.length} more`] : []),
];
