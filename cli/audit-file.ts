import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import {
  merged,
  type Part,
  permissions,
  type Report,
  type Share,
  type Unsettled,
  WHOLE,
} from '../domain/ledger/index.ts';
import { type AuditInput, auditShare } from './audit-share.ts';

/** Bytes above which a second thread saves more than its start costs (about 0.3 s). */
const LARGE = 20_000_000;
/** Each thread takes about 80 MB, and docs/audit.md promises at most 300. */
const MAX_THREADS = 2;
/** Young-generation size of a thread in MB, a quarter of Node's default: as fast, with less memory. */
const YOUNG_MB = 12;
/** Collects the old generation at twice what is in use, not at four times: as fast, with less memory, and limits nothing. */
const HEAP_GROWTH = '--heap-growing-percent=100';

const inThread = (audited: AuditInput, share: Share, settle: (unsettled: Unsettled) => void): Promise<Part> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./audit-thread.mjs', import.meta.url), {
      workerData: { audited, share },
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    worker.on('error', reject);
    worker.on('message', (message: Unsettled | Part) =>
      'report' in message ? resolve(message) : settle(message),
    );
  });

/** Audits an export; a large one in two threads. */
export const auditFile = async (audited: AuditInput): Promise<Report> => {
  const of = statSync(audited.file).size < LARGE ? 1 : Math.min(availableParallelism(), MAX_THREADS);
  const all = permissions();
  if (of === 1) return merged([await auditShare(audited, WHOLE, all.merge)], all);
  setFlagsFromString(HEAP_GROWTH);
  const shares = Array.from({ length: of }, (_, index) => inThread(audited, { index, of }, all.merge));
  return merged((await Promise.all(shares)) as [Part, ...Part[]], all);
};
