import type { SignedLog } from '../../kit/signed-log.ts';
import { auditOf } from '../../kit/signed-log.ts';

/** The log with one bit of one event's canonical bytes flipped; the body is decoded as UTF-8, as an export is. */
export const flipped = (log: SignedLog, event: number, bit: number): SignedLog => {
  const item = log.items[event];
  if (!item) throw new RangeError(`the log has no event ${event}`);
  const bytes = Buffer.from(item.body, 'utf8');
  const at = bit >> 3;
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7));
  const items = log.items.map((one, index) =>
    index === event ? { ...one, body: bytes.toString('utf8') } : one,
  );
  return { ...log, items };
};

const bitsOf = (log: SignedLog, event: number): number => 8 * Buffer.byteLength(log.items[event]?.body ?? '');

/** Flips every `step`-th bit of every event of the log; returns how many were tried, and how many findings named the event. */
export const flipBits = async (log: SignedLog, step: number): Promise<{ tried: number; found: number }> => {
  const count = { tried: 0, found: 0 };
  for (const [event, { pk, sk }] of log.items.entries())
    for (let bit = event % step; bit < bitsOf(log, event); bit += step) {
      const { findings } = await auditOf(flipped(log, event, bit));
      count.tried += 1;
      if (findings.some(({ stream, seq }) => stream === pk && seq === sk)) count.found += 1;
    }
  return count;
};
