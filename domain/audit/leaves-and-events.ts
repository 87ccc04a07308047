import type { Item } from '../event-store.ts';
import type { Leaf } from '../leaf-log.ts';
import type { Taken } from './expected-event.ts';
import { leafText } from './export-line.ts';
import { type Findings, ofEvent } from './finding.ts';

/** An event that no leaf or no checkpoint covers: what it is and when it says it happened. */
export type Exposed = { stream: string; seq: number; at: string };

type Side = { event?: Pick<Item, 'hash' | 'id' | 'at'>; leaf?: Leaf };

const keyOf = (stream: string, seq: number): string => `${stream}#${seq}`;

/** Holds the leaves against the events: each event one leaf, each leaf its event. Pairs are let go of as soon as they meet. */
export const leavesAndEvents = (findings: Findings, meet: (leaf: Leaf, at: string) => void) => {
  const alone = new Map<string, Side>();
  const lastLeaf = new Map<string, number>();
  /** An event that was what it had to be, until the next line: its leaf should follow. */
  let held: Taken | null = null;

  const pair = (key: string, stream: string, seq: number, side: Side): void => {
    const { event, leaf } = { ...alone.get(key), ...side };
    if (!event || !leaf) {
      alone.set(key, { ...(event && { event }), ...(leaf && { leaf }) });
      return;
    }
    alone.delete(key);
    if (leaf.leafHash !== event.hash || leaf.id !== event.id)
      findings.add(ofEvent(stream, seq, `is not the event that leaf ${leaf.index} stands for`));
    meet(leaf, event.at);
  };

  const event = ({ pk, sk, hash, id, at }: Taken): void =>
    pair(keyOf(pk, sk), pk, sk, { event: { hash, id, at } });
  const letGo = (): void => {
    if (held) event(held);
    held = null;
  };

  return {
    event,
    hold(taken: Taken): void {
      letGo();
      held = taken;
    },
    /** The leaf of the event on the line before, when the line is that to the letter. */
    answer(line: string, index: number): Leaf | null {
      if (!held) return null;
      const { pk: stream, sk: seq, hash: leafHash, id, at } = held;
      const leaf = { index, leafHash, stream, seq, id };
      if (line !== leafText(leaf) || (alone.size > 0 && alone.has(keyOf(stream, seq)))) {
        letGo();
        return null;
      }
      held = null;
      lastLeaf.set(stream, seq);
      meet(leaf, at);
      return leaf;
    },
    leaf(leaf: Leaf): void {
      const { stream, seq, index } = leaf;
      lastLeaf.set(stream, Math.max(seq, lastLeaf.get(stream) ?? 0));
      const key = keyOf(stream, seq);
      if (alone.get(key)?.leaf) findings.add(ofEvent(stream, seq, `has a second leaf, ${index}`));
      pair(key, stream, seq, { leaf });
    },
    /** What is left alone: findings, and the events that are merely too young for a leaf. */
    end(): Exposed[] {
      letGo();
      const young: Exposed[] = [];
      for (const [key, side] of alone) {
        const hash = key.lastIndexOf('#');
        const [stream, seq] = [key.slice(0, hash), Number(key.slice(hash + 1))];
        const fault = faultOf(side, seq <= (lastLeaf.get(stream) ?? 0));
        if (fault !== null) findings.add(ofEvent(stream, seq, fault));
        else if (side.event) young.push({ stream, seq, at: side.event.at });
      }
      return young;
    },
  };
};

/** An event may be alone when no later one of its stream has a leaf; a leaf may not. */
const faultOf = ({ leaf }: Side, isPassedOver: boolean): string | null => {
  if (leaf) return `has the leaf ${leaf.index} and is missing`;
  return isPassedOver ? 'has no leaf' : null;
};
