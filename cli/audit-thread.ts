import { parentPort, workerData } from 'node:worker_threads';
import { auditShare } from './audit-share.ts';

/** Worker thread that audits one share of an export (audit-file.ts): posts how many bytes it has read, and at the end its part. */
const { audited, share } = workerData;
parentPort?.postMessage(await auditShare(audited, share, (bytes) => parentPort?.postMessage(bytes)));
