import { on } from 'node:events';
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { merged, type Part, type Report, WHOLE } from '../domain/ledger/index.ts';
import { type AuditInput, auditShare } from './audit-share.ts';
import { showProgress } from './progress.ts';

/** Bytes above which a second thread saves more than its start costs (about 0.3 s). */
const LARGE = 20_000_000;
/** Each thread takes about 80 MB, and docs/audit.md promises at most 300. */
const MAX_THREADS = 2;
/** Young-generation size of a thread in MB, a quarter of Node's default: as fast, with less memory. */
const YOUNG_MB = 12;

type OnRead = (bytes: number) => void;

const inThread = async (audited: AuditInput, index: number, of: number, onRead: OnRead): Promise<Part> => {
  const worker = new Worker(new URL('./audit-thread.mjs', import.meta.url), {
    workerData: { audited, share: { index, of } },
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  for await (const [message] of on(worker, 'message')) {
    if (typeof message !== 'number') return message;
    onRead(message);
  }
  throw new Error('a thread of the audit ended without a result');
};

/** Audits an export; a large one in two threads, which both read all of it. */
export const auditFile = async (audited: AuditInput): Promise<Report> => {
  const { size } = statSync(audited.file);
  const progress = showProgress('MB verified');
  const onRead = (bytes: number) => progress.at(Math.round(bytes / 1e6), Math.ceil(size / 1e6));
  const of = size < LARGE ? 1 : Math.min(availableParallelism(), MAX_THREADS);
  try {
    if (of === 1) return merged([await auditShare(audited, WHOLE, onRead)]);
    const shares = Array.from({ length: of }, (_, index) =>
      inThread(audited, index, of, index === 0 ? onRead : () => {}),
    );
    return merged((await Promise.all(shares)) as [Part, ...Part[]]);
  } finally {
    progress.clear();
  }
};
