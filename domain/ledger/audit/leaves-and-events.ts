import type { Item } from '../event-store.ts';
import type { Leaf } from '../proof/leaf-log.ts';
import { type Findings, ofEvent } from './finding.ts';

/** An event that no checkpoint covers yet, with the time it records. */
export type Exposed = { stream: string; seq: number; at: string };

type EventSummary = Pick<Item, 'hash' | 'id' | 'at'>;

const keyOf = (stream: string, seq: number): string => `${stream}#${seq}`;

/** Matches leaves with events, one to one. A pair is dropped as soon as it is complete, to save memory. */
export const leavesAndEvents = (findings: Findings, onMatch: (leaf: Leaf, at: string) => void) => {
  const events = new Map<string, EventSummary>();
  const leaves = new Map<string, Leaf>();
  const lastLeaf = new Map<string, number>();

  const match = (leaf: Leaf, { hash, id, at }: EventSummary): void => {
    if (leaf.leafHash !== hash || leaf.id !== id)
      findings.add(ofEvent(leaf.stream, leaf.seq, `does not match its leaf ${leaf.index}`));
    onMatch(leaf, at);
  };

  return {
    event({ pk, sk, hash, id, at }: Pick<Item, 'pk' | 'sk'> & EventSummary): void {
      const key = keyOf(pk, sk);
      const leaf = leaves.get(key);
      if (!leaf) {
        events.set(key, { hash, id, at });
        return;
      }
      match(leaf, { hash, id, at });
      leaves.delete(key);
    },
    leaf(leaf: Leaf): void {
      const { stream, seq, index } = leaf;
      lastLeaf.set(stream, Math.max(seq, lastLeaf.get(stream) ?? 0));
      const key = keyOf(stream, seq);
      if (leaves.has(key)) findings.add(ofEvent(stream, seq, `has a duplicate leaf, ${index}`));
      const event = events.get(key);
      if (event) match(leaf, event);
      else leaves.set(key, leaf);
      events.delete(key);
    },
    /** Reports leaves and events without their counterpart; returns the events too recent to have a leaf. */
    end(): Exposed[] {
      for (const { stream, seq, index } of leaves.values())
        findings.add(ofEvent(stream, seq, `is missing; leaf ${index} covers it`));
      const recent: Exposed[] = [];
      for (const [key, { at }] of events) {
        const hash = key.lastIndexOf('#');
        const [stream, seq] = [key.slice(0, hash), Number(key.slice(hash + 1))];
        // An event may be without a leaf when no later one of its stream has one.
        if (seq <= (lastLeaf.get(stream) ?? 0)) findings.add(ofEvent(stream, seq, 'has no leaf'));
        else recent.push({ stream, seq, at });
      }
      return recent;
    },
  };
};
