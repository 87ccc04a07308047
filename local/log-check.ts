import { compiledParse } from '../adapters/compiled-schemas.ts';
import { ed25519 } from '../adapters/ed25519.ts';
import { digest, sha256 } from '../adapters/sha256.ts';
import { rules } from '../domain/emergency/index.ts';
import { type Anchored, audit, type Report } from '../domain/ledger/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createCheckpointSigner } from '../handlers/composition/functions.ts';
import { createStores } from '../handlers/composition/projector.ts';
import { logLines } from '../use-cases/queries/log-lines.ts';
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
  const { key } = await createCheckpointSigner(ctx);
  const { store, leaves } = createStores(ctx);
  const trusted = { digest, ed25519, sha256, parse: compiledParse, rules, keys: [key] };
  const auditor = await audit(trusted, files);
  for await (const { text } of logLines(store, leaves)) auditor.line(text.slice(0, -1));
  const report = auditor.end();
  const signed = report.checkpoint?.size ?? 0;
  if (report.leaves < signed)
    throw new LogWentBack(
      `the database in ${folder} is older than its checkpoints: it has ${report.leaves} leaves, and ${signed} were signed. It was restored from an older copy, or its end was deleted. ${wayOut(folder)}`,
    );
  return damageIn(report);
};

const damageIn = ({ findings, found }: Report): string[] => [
  ...findings.map(({ place, fault }) => `${place}: ${fault}`),
  ...(found > findings.length ? [`… and ${found - findings.length} more`] : []),
];
