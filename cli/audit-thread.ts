import { parentPort, workerData } from 'node:worker_threads';
import { auditShare } from './audit-share.ts';

/** Worker thread that audits one share of an export (audit-file.ts). */
const send = (message: unknown) => parentPort?.postMessage(message);
send(await auditShare(workerData.audited, workerData.share, send));
