import { once } from 'node:events';
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { merged, type Report, WHOLE } from '../domain/ledger/index.ts';
import { type Audited, auditShare } from './audit-share.ts';

/** Bytes from which on a second thread is worth its start, some 0.3 s. */
const LARGE = 20_000_000;
/** Each takes some 80 MB, and docs/audit.md promises 300. */
const MOST = 2;
/** Megabytes for new objects in each thread, a quarter of what Node takes by itself; no slower, and memory stays low. */
const YOUNG = 12;

const inThread = async (audited: Audited, index: number, of: number): Promise<Report> => {
  const worker = new Worker(new URL('./audit-thread.mjs', import.meta.url), {
    workerData: { audited, share: { index, of } },
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
  });
  const [report] = await once(worker, 'message');
  return report;
};

/** Audits an export, a large one on two processors. */
export const auditFile = async (audited: Audited): Promise<Report> => {
  const of = statSync(audited.file).size < LARGE ? 1 : Math.min(availableParallelism(), MOST);
  if (of === 1) return auditShare(audited, WHOLE);
  const shares = Array.from({ length: of }, (_, index) => inThread(audited, index, of));
  return merged((await Promise.all(shares)) as [Report, ...Report[]]);
};
