import { describe, expect, it } from 'vitest';
import { type Answered, answeredAt, remember } from '../../domain/answered.ts';

const pair = (number: number) => ({ contactId: `call-${number}`, step: 'ask', seq: number });
const after = (count: number): Answered =>
  Array.from({ length: count }, (_, index) => pair(index + 1)).reduce(remember, []);

describe('the commands a stream has answered', () => {
  it('are known by contact and step together', () => {
    const answered = remember([], { contactId: 'call-1', step: 'ask', seq: 7 });
    expect(answeredAt(answered, { contactId: 'call-1', step: 'ask' })).toBe(7);
    expect(answeredAt(answered, { contactId: 'call-1', step: 'type' })).toBeNull();
    expect(answeredAt(answered, { contactId: 'call-2', step: 'ask' })).toBeNull();
    expect(answeredAt([], { contactId: 'call-1', step: 'ask' })).toBeNull();
  });

  it('are remembered twelve at a time, the newest last', () => {
    expect(after(12)).toHaveLength(12);
    expect(answeredAt(after(12), pair(1))).toBe(1);
    expect(after(13)).toHaveLength(12);
    expect(answeredAt(after(13), pair(1))).toBeNull();
    expect(answeredAt(after(13), pair(2))).toBe(2);
    expect(after(13).at(-1)).toStrictEqual(['call-13', 'ask', 13]);
  });

  it('are not written into the list that was there before', () => {
    const before = after(3);
    remember(before, pair(4));
    expect(before).toStrictEqual(after(3));
  });
});
