import { parentPort, workerData } from 'node:worker_threads';
import { auditShare } from './audit-share.ts';

/** Worker thread that audits one share of an export (audit-file.ts): posts interim results, and at the end its part. */
const post = (message: unknown) => parentPort?.postMessage(message);
post(await auditShare(workerData.audited, workerData.share, post));
