import { describe, expect, it } from 'vitest';
import { adminStream, callStream, locationStream, parseStream } from '../../domain/emergency/streams.ts';
import { dayKey } from '../../domain/ledger/stream.ts';

describe('a stream', () => {
  it('is named by its kind and its id', () => {
    expect(parseStream(locationStream('Manila'))).toStrictEqual({ kind: 'location', key: 'Manila' });
    expect(parseStream(adminStream('admin-1'))).toStrictEqual({ kind: 'admin', key: 'admin-1' });
    expect(parseStream(callStream('4f2a:1'))).toStrictEqual({ kind: 'call', key: '4f2a:1' });
  });

  it.each([
    '',
    'Manila',
    'city/Manila',
    'location/',
    'location/a/b',
    'location/-a',
    'location/Zoë',
    'location/a\n',
  ])('has no other name: %j', (name) => {
    expect(() => parseStream(name)).toThrow('not admin/<id>, location/<id> or call/<id>');
  });
});

describe('the day of an event', () => {
  it('is that of its time, with one of four shards by its stream: these keys must never change', () => {
    const key = (stream: string) => dayKey(stream, '2026-11-22T23:59:59.999Z');
    expect(
      ['location/Manila', 'location/Singapore', 'location/Sydney', 'admin/admin-1', 'call/call-1'].map(key),
    ).toStrictEqual(['2026-11-22#3', '2026-11-22#3', '2026-11-22#3', '2026-11-22#2', '2026-11-22#0']);
  });

  it('is spread over all shards', () => {
    const days = Array.from({ length: 1000 }, (_, n) => dayKey(`call/${n}`, '2026-11-22T00:00:00.000Z'));
    const perShard = [0, 1, 2, 3].map((shard) => days.filter((day) => day === `2026-11-22#${shard}`).length);
    expect(perShard.reduce((sum, count) => sum + count)).toBe(1000);
    expect(Math.min(...perShard)).toBeGreaterThan(150);
  });
});
