import { expect } from 'vitest';
import { brokenLink, genesis } from '../../../domain/chain.ts';
import { applyEvent } from '../../../domain/decider.ts';
import type { Body } from '../../../domain/envelope.ts';
import type { Item } from '../../../domain/event-store.ts';
import type { PinLimits } from '../../../domain/pin-limits-schema.ts';
import { dayKey } from '../../../domain/stream.ts';
import { withDecider } from '../../../domain/verify.ts';
import { log as identity } from '../../doubles/log.ts';

export type Written = { item: Item; event: Body };

/** What must hold of all that was written, in the order it was written. Throws when it does not. */
export type Law = (log: Written[], limits: PinLimits) => void;

const { sha256, origin } = identity;

const streamsOf = (log: Written[]): [string, Written[]][] =>
  [...new Set(log.map(({ item }) => item.pk))].map((stream) => [
    stream,
    log.filter(({ item }) => item.pk === stream),
  ]);

export const lawsOfTheLog: Record<string, Law> = {
  'every stream is dense and chained from its beginning'(log) {
    for (const [stream, written] of streamsOf(log)) {
      let prev = genesis(sha256, origin, stream);
      for (const [index, { item }] of written.entries()) {
        const expected = { stream, seq: index + 1, prev };
        expect(brokenLink(sha256, expected, item, JSON.parse(item.body))).toBeNull();
        prev = item.hash;
      }
    }
  },

  'time never falls within a stream'(log) {
    for (const [, written] of streamsOf(log)) {
      const times = written.map(({ event }) => event.at);
      expect(times).toStrictEqual([...times].sort());
    }
  },

  'the state beside every event is the fold of the bodies up to it'(log) {
    for (const [stream, written] of streamsOf(log)) {
      withDecider(stream, (decider) => {
        let state = decider.initial;
        for (const { item, event } of written) {
          state = applyEvent(decider, state, event);
          expect(JSON.parse(item.state)).toStrictEqual(state);
        }
      });
    }
  },

  'the copies beside every body are the body’s'(log) {
    for (const { item, event } of log) {
      const { stream: pk, seq: sk, id, type, at } = event;
      expect(item).toMatchObject({ pk, sk, id, type, at, day: dayKey(pk, at) });
    }
  },
};
