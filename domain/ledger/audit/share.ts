import { shardOf } from '../stream.ts';

/**
 * What one of several auditors of a log takes: a part of the streams, each whole, and all leaves. Every auditor reads all
 * lines, so that the shares can be on processors of their own and need nothing from each other but their reports.
 */
export type Share = { index: number; of: number };

export const WHOLE: Share = { index: 0, of: 1 };

export const isIn = ({ index, of }: Share, stream: string): boolean =>
  of === 1 || shardOf(stream) % of === index;
