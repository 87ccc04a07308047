import { once } from 'node:events';
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { merged, type Part, type Report, WHOLE } from '../domain/ledger/index.ts';
import { type AuditInput, auditShare } from './audit-share.ts';

/** Bytes above which a second thread saves more than its start costs (about 0.3 s). */
const LARGE = 20_000_000;
/** Each thread takes about 80 MB, and docs/audit.md promises at most 300. */
const MAX_THREADS = 2;
/** Young-generation size of a thread in MB, a quarter of Node's default: as fast, with less memory. */
const YOUNG_MB = 12;

const inThread = async (audited: AuditInput, index: number, of: number): Promise<Part> => {
  const worker = new Worker(new URL('./audit-thread.mjs', import.meta.url), {
    workerData: { audited, share: { index, of } },
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const [part] = await once(worker, 'message');
  return part;
};

/** Audits an export; a large one in two threads. */
export const auditFile = async (audited: AuditInput): Promise<Report> => {
  const of = statSync(audited.file).size < LARGE ? 1 : Math.min(availableParallelism(), MAX_THREADS);
  if (of === 1) return merged([await auditShare(audited, WHOLE)]);
  const shares = Array.from({ length: of }, (_, index) => inThread(audited, index, of));
  return merged((await Promise.all(shares)) as [Part, ...Part[]]);
};
