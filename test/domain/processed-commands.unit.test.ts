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
  request: 'set',
  seq: number,
  at: new Date(at(seconds)).toISOString(),
});
const add = (answered: ProcessedCommands, event: ReturnType<typeof pair>) =>
  recordProcessed(answered, event, event.request);
/** `count` commands, with `apart` seconds between them. */
const after = (count: number, apart: number): ProcessedCommands =>
  Array.from({ length: count }, (_, index) => pair(index + 1, index * apart)).reduce<ProcessedCommands>(
    add,
    [],
  );

describe('the processed commands of a stream', () => {
  it('are found by contact and step together', () => {
    const answered = add([], { ...pair(1), seq: 7 });
    expect(findProcessed(answered, { contactId: 'call-1', step: 'ask', request: 'set' })).toBe(7);
    expect(findProcessed(answered, { contactId: 'call-1', step: 'type', request: 'set' })).toBeNull();
    expect(findProcessed(answered, { contactId: 'call-2', step: 'ask', request: 'set' })).toBeNull();
    expect(findProcessed([], { contactId: 'call-1', step: 'ask', request: 'set' })).toBeNull();
  });

  it('are not mistaken for another command under the same contact and step', () => {
    const refused = add([], pair(1));
    expect(findProcessed(refused, { ...pair(1), request: 'remove' })).toBe('another-command');
    const both = add(refused, { ...pair(1), seq: 2, request: 'remove' });
    expect(findProcessed(both, { ...pair(1), request: 'remove' })).toBe(2);
    expect(findProcessed(both, pair(1))).toBe(1);
  });

  it('include the last two however old, the newest last', () => {
    expect(after(2, 60)).toHaveLength(2);
    expect(findProcessed(after(2, 60), pair(1))).toBe(1);
    expect(after(3, 60)).toHaveLength(2);
    expect(findProcessed(after(3, 60), pair(1))).toBeNull();
    expect(findProcessed(after(3, 60), pair(2))).toBe(2);
    expect(after(3, 60).at(-1)).toStrictEqual(['call-3', 'ask', 3, at(120), 'set']);
  });

  it('include those of the last twenty seconds, since Connect may retry for eight', () => {
    const busy = after(30, 0.5);
    expect(findProcessed(busy, pair(1))).toBe(1);
    expect(findProcessed(add(busy, pair(31, 20)), pair(1))).toBeNull();
    expect(findProcessed(add(busy, pair(31, 20)), pair(2))).toBe(2);
  });

  it('are never more than forty, so that a burst cannot make every item large', () => {
    const stormy = after(41, 0.01);
    expect(stormy).toHaveLength(40);
    expect(findProcessed(stormy, pair(1))).toBeNull();
    expect(findProcessed(stormy, pair(2))).toBe(2);
  });

  it('are added to a new list', () => {
    const before = after(3, 1);
    add(before, pair(4));
    expect(before).toStrictEqual(after(3, 1));
  });
});
