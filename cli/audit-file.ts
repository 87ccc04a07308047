import { on } from 'node:events';
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { merged, type Part, permissions, type Report, type Share, WHOLE } from '../domain/ledger/index.ts';
import { type AuditInput, auditShare, type Interim } from './audit-share.ts';
import { showProgress } from './progress.ts';

/** Bytes above which a second thread saves more than its start costs (about 0.3 s). */
const LARGE = 20_000_000;
/** Each thread takes about 80 MB, and docs/audit.md promises at most 300. */
const MAX_THREADS = 2;
/** Young-generation size of a thread in MB, a quarter of Node's default: as fast, with less memory. */
const YOUNG_MB = 12;
/** Collects the old generation at twice what is in use, not at four times: as fast, with less memory, and limits nothing. */
const HEAP_GROWTH = '--heap-growing-percent=100';

type OnInterim = (interim: Interim) => void;

const inThread = async (audited: AuditInput, share: Share, onInterim: OnInterim): Promise<Part> => {
  const worker = new Worker(new URL('./audit-thread.mjs', import.meta.url), {
    workerData: { audited, share },
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  for await (const [message] of on(worker, 'message', { close: ['exit'] })) {
    if ('report' in message) return message;
    onInterim(message);
  }
  throw new Error('a thread of the audit ended without a result');
};

/** Audits an export; a large one in two threads, which both read all of it. */
export const auditFile = async (audited: AuditInput): Promise<Report> => {
  const { size } = statSync(audited.file);
  const progress = showProgress('MB verified');
  const all = permissions();
  // Each thread reads the whole file: the first one's progress is that of all.
  const onInterim =
    (index: number) =>
    ({ bytes, unsettled }: Interim) => {
      all.merge(unsettled);
      if (index === 0) progress.at(Math.round(bytes / 1e6), Math.ceil(size / 1e6));
    };
  const of = size < LARGE ? 1 : Math.min(availableParallelism(), MAX_THREADS);
  try {
    if (of === 1) return merged([await auditShare(audited, WHOLE, onInterim(0))], all);
    setFlagsFromString(HEAP_GROWTH);
    const shares = Array.from({ length: of }, (_, index) =>
      inThread(audited, { index, of }, onInterim(index)),
    );
    return merged((await Promise.all(shares)) as [Part, ...Part[]], all);
  } finally {
    progress.clear();
  }
};
