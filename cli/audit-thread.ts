import { parentPort, workerData } from 'node:worker_threads';
import { auditShare } from './audit-share.ts';

/** A thread of its own for one share (audit-file.ts). */
parentPort?.postMessage(await auditShare(workerData.audited, workerData.share));
