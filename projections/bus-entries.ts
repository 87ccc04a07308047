import {
  type BusEntry,
  type EventBus,
  publishedDetail,
  publishedTampering,
} from '../domain/emergency/index.ts';
import type { LogRecord, System } from '../domain/ledger/index.ts';
import { isPermanent } from './permanent.ts';
import type { Signal } from './stream-record.ts';

export type BusPorts = { bus: EventBus; system: Pick<System, 'pause'> };

/** PutEvents accepts ten entries a call. */
export const CHUNK = 10;
/** Resends of a rejected entry, each after a longer pause (ms); then the caller's own retry takes over. */
const RESENDS = 3;
const PAUSE = 100;

/** @param replay id of the event that records why it is published again */
export const eventEntry = (
  { event, hash }: Pick<LogRecord, 'event' | 'hash'>,
  replay?: string,
): BusEntry => ({
  detailType: event.type,
  time: event.at,
  detail: JSON.stringify(publishedDetail(event, hash, replay)),
});

export const signalEntry = (signal: Exclude<Signal, { kind: 'proof' }>): BusEntry => {
  if (signal.kind === 'event') return eventEntry(signal);
  const at = new Date(signal.at).toISOString();
  const detail = JSON.stringify(publishedTampering({ ...signal, at }));
  return { detailType: 'TamperDetected', time: at, detail };
};

/**
 * Sends entries in one call; returns for each null when it was accepted, or the error code. One entry, or their total size,
 * can fail the whole call: then each is sent alone.
 */
const publishOnce = async (bus: EventBus, entries: BusEntry[]): Promise<(string | null)[]> => {
  const results = await bus.publish(entries);
  const codes = entries.map((_, index) => (index in results ? (results[index] ?? null) : 'NoAnswer'));
  if (entries.length === 1 || codes.some((code) => code !== 'ValidationException')) return codes;
  const alone: (string | null)[] = [];
  for (const entry of entries) alone.push(...(await publishOnce(bus, [entry])));
  return alone;
};

/** Publishes at most ten entries and resends those with a transient error; returns for each null, or the error code. */
export const publishChunk = async ({ bus, system }: BusPorts, entries: BusEntry[]) => {
  const codes: (string | null)[] = entries.map(() => 'NotSent');
  for (let attempt = 0; attempt <= RESENDS; attempt += 1) {
    const open = [...codes.keys()].filter((index) => codes[index] !== null && !isPermanent(codes[index]));
    if (open.length === 0) break;
    if (attempt > 0) await system.pause(PAUSE * 2 ** attempt);
    const results = await publishOnce(
      bus,
      open.flatMap((index) => entries[index] ?? []),
    );
    for (const [position, index] of open.entries()) codes[index] = results[position] ?? null;
  }
  return codes;
};
