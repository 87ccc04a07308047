import type { Parse } from '../parse.ts';
import { type Findings, ofEvent } from './finding.ts';
import { inOrder } from './in-order.ts';
import { type Entry, streamVerifier, type VerifiedLog } from './verify-stream.ts';

/** Verifies every stream, with items in any order. */
export const chains = (log: VerifiedLog, findings: Findings, parse: Parse) => {
  const begin = (stream: string) => {
    const check = streamVerifier(log, stream, parse);
    const take = (entry: Entry): void => {
      for (const fault of check(entry)) findings.add(ofEvent(stream, entry.item.sk, fault));
    };
    return { take, order: inOrder<Entry>(1, take) };
  };
  const streams = new Map<string, ReturnType<typeof begin>>();
  return {
    /** Returns false, with a finding, for a duplicate sequence number. */
    add(event: Entry): boolean {
      const { pk, sk } = event.item;
      const stream = streams.get(pk) ?? begin(pk);
      streams.set(pk, stream);
      const added = stream.order.add(sk, event);
      if (!added) findings.add(ofEvent(pk, sk, 'duplicate event'));
      return added;
    },
    /** Reports missing events, and verifies the events after a gap. */
    end(): void {
      for (const [stream, { take, order }] of streams) {
        let next = order.next();
        for (const [seq, event] of order.waiting()) {
          for (; next < seq; next += 1) findings.add(ofEvent(stream, next, 'is missing'));
          take(event);
          next = seq + 1;
        }
      }
    },
    count: () => streams.size,
  };
};
