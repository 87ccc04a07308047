import { describe, expect, it } from 'vitest';
import {
  findProcessed,
  type ProcessedCommands,
  recordProcessed,
} from '../../domain/ledger/processed-commands.ts';
import { at } from '../kit/moving-system.ts';

/** The `number`-th command of a stream, at a time in seconds after the start. */
const pair = (number: number, seconds = 0) => ({
  contactId: `call-${number}`,
  step: 'ask',
  seq: number,
  at: new Date(at(seconds)).toISOString(),
});
/** `count` commands, with `apart` seconds between them. */
const after = (count: number, apart: number): ProcessedCommands =>
  Array.from({ length: count }, (_, index) => pair(index + 1, index * apart)).reduce(recordProcessed, []);

describe('the processed commands of a stream', () => {
  it('are found by contact and step together', () => {
    const answered = recordProcessed([], { ...pair(1), seq: 7 });
    expect(findProcessed(answered, { contactId: 'call-1', step: 'ask' })).toBe(7);
    expect(findProcessed(answered, { contactId: 'call-1', step: 'type' })).toBeNull();
    expect(findProcessed(answered, { contactId: 'call-2', step: 'ask' })).toBeNull();
    expect(findProcessed([], { contactId: 'call-1', step: 'ask' })).toBeNull();
  });

  it('include the last two however old, the newest last', () => {
    expect(after(2, 60)).toHaveLength(2);
    expect(findProcessed(after(2, 60), pair(1))).toBe(1);
    expect(after(3, 60)).toHaveLength(2);
    expect(findProcessed(after(3, 60), pair(1))).toBeNull();
    expect(findProcessed(after(3, 60), pair(2))).toBe(2);
    expect(after(3, 60).at(-1)).toStrictEqual(['call-3', 'ask', 3, at(120)]);
  });

  it('include those of the last twenty seconds, since Connect may retry for eight', () => {
    const busy = after(30, 0.5);
    expect(findProcessed(busy, pair(1))).toBe(1);
    expect(findProcessed(recordProcessed(busy, pair(31, 20)), pair(1))).toBeNull();
    expect(findProcessed(recordProcessed(busy, pair(31, 20)), pair(2))).toBe(2);
  });

  it('are never more than forty, so that a burst cannot make every item large', () => {
    const stormy = after(41, 0.01);
    expect(stormy).toHaveLength(40);
    expect(findProcessed(stormy, pair(1))).toBeNull();
    expect(findProcessed(stormy, pair(2))).toBe(2);
  });

  it('are added to a new list', () => {
    const before = after(3, 1);
    recordProcessed(before, pair(4));
    expect(before).toStrictEqual(after(3, 1));
  });
});
