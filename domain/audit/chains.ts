import { canonical } from '../chain.ts';
import type { Body } from '../envelope.ts';
import type { Item } from '../event-store.ts';
import type { LogIdentity } from '../record.ts';
import { dayKey } from '../stream.ts';
import { streamWalk } from '../verify.ts';
import { type Findings, ofEvent } from './finding.ts';
import { inOrder } from './in-order.ts';
import { endOf, stateInLine } from './state-in-line.ts';

const chain = (log: LogIdentity, findings: Findings, stream: string) => {
  const { check, follows, after, pass, initial, stateVersion } = streamWalk(log, stream);
  const checked = (item: Item): void => {
    for (const fault of check(item)) findings.add(ofEvent(stream, item.sk, fault));
  };
  const order = inOrder<Item>(1, checked);
  const shard = dayKey(stream, '');
  let inLine: ReturnType<typeof stateInLine> | undefined;
  return {
    checked,
    order,
    stateVersion,
    after,
    /** Where the state ends that begins at `from`; -1 when it is not that. Most streams of strangers have but one. */
    stateEnd(line: string, from: number, state: object): number {
      if (order.next() === 1) return endOf(line, from, canonical(state));
      inLine ??= stateInLine(initial);
      return inLine(line, from, state);
    },
    dayOf: (at: string): string => `${at.slice(0, 10)}${shard}`,
    awaits: (event: Body): boolean => order.isNext(event.seq) && follows(event),
    pass(hash: string, state: object): void {
      pass(hash, state);
      order.skip();
    },
  };
};

/** Checks every stream's chain, whatever the order in which the items come. */
export const chains = (log: LogIdentity, findings: Findings) => {
  const streams = new Map<string, ReturnType<typeof chain>>();
  const of = (stream: string) => {
    let found = streams.get(stream);
    if (!found) {
      found = chain(log, findings, stream);
      streams.set(stream, found);
    }
    return found;
  };
  return {
    of,
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
export type Chains = ReturnType<typeof chains>;
