import type { Item, LogIdentity } from '../record.ts';
import { streamChecker } from '../verify.ts';
import { type Findings, ofEvent } from './finding.ts';
import { inOrder } from './in-order.ts';

/** Checks every stream's chain, whatever the order in which the items come. */
export const chains = (log: LogIdentity, findings: Findings) => {
  const streams = new Map<string, ReturnType<typeof chain>>();
  const chain = (stream: string) => {
    const check = streamChecker(log, stream);
    const checked = (item: Item) => {
      for (const fault of check(item)) findings.add(ofEvent(stream, item.sk, fault));
    };
    return { checked, order: inOrder<Item>(1, checked) };
  };
  const of = (stream: string) => {
    const found = streams.get(stream) ?? chain(stream);
    streams.set(stream, found);
    return found;
  };
  return {
    /** False, and a finding, when the event's place is taken. */
    add(item: Item): boolean {
      const added = of(item.pk).order.add(item.sk, item);
      if (!added) findings.add(ofEvent(item.pk, item.sk, 'stands there twice'));
      return added;
    },
    /** Names what is missing, and checks what stands behind it. */
    end(): void {
      for (const [stream, { checked, order }] of streams) {
        let next = order.next();
        for (const [seq, item] of order.waiting()) {
          for (; next < seq; next += 1) findings.add(ofEvent(stream, next, 'is missing'));
          checked(item);
          next = seq + 1;
        }
      }
    },
    count: () => streams.size,
  };
};
