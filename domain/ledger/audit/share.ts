import { shardOf } from '../stream.ts';

/**
 * One of several auditors' part of a log: some of the streams, each whole, and all leaves. Every auditor reads all lines, so
 * that shares can run in parallel and only their reports are merged.
 */
export type Share = { index: number; of: number };

export const WHOLE: Share = { index: 0, of: 1 };

export const isIn = ({ index, of }: Share, stream: string): boolean =>
  of === 1 || shardOf(stream) % of === index;
