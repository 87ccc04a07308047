import { type Findings, ofEvent } from './finding.ts';
import { inOrder } from './in-order.ts';
import { type Entry, type Shared, streamVerifier, type VerifiedLog } from './verify-stream.ts';

/** Where findings go: those of the bytes, and events that could not have been decided. */
export type Found = { findings: Findings; undecided: Findings };

/** Verifies every stream, with items in any order. */
export const chains = (log: VerifiedLog, { findings, undecided }: Found, shared: Shared) => {
  const begin = (stream: string) => {
    const verifier = streamVerifier(log, stream, shared);
    const take = (entry: Entry): void => {
      const verified = verifier.event(entry);
      for (const fault of verified.faults) findings.add(ofEvent(stream, entry.item.sk, fault));
      if (verified.undecided) undecided.add(ofEvent(stream, entry.item.sk, verified.undecided));
    };
    return { take, verifier, order: inOrder<Entry>(1, take) };
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
      for (const [stream, { take, verifier, order }] of streams) {
        let next = order.next();
        for (const [seq, event] of order.waiting()) {
          for (; next < seq; next += 1) findings.add(ofEvent(stream, next, 'is missing'));
          verifier.gap();
          take(event);
          next = seq + 1;
        }
        verifier.end();
      }
    },
    count: () => streams.size,
  };
};
