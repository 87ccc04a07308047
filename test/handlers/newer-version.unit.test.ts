import { describe, expect, it } from 'vitest';
import { sha256 } from '../../adapters/sha256.ts';
import { leafHash } from '../../domain/ledger/chain.ts';
import type { Item } from '../../domain/ledger/event-store.ts';
import { ANA, memoryLine, STRANGER } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';

/** The same item as a newer version would have written it, with a correct hash. */
const rewritten = (change: object) => (item: Item) => {
  item.body = JSON.stringify({ ...JSON.parse(item.body), ...change });
  item.hash = leafHash(sha256, item.body);
  item.stateVersion = -1;
};

const NEWER: [string, (item: Item) => void][] = [
  ['an event of a raised schema', rewritten({ schema: 99 })],
  ['an envelope of a raised version, with a field unknown here', rewritten({ v: 3, more: 1 })],
  ['an unknown type of event', rewritten({ type: 'EmergencyExtended' })],
  [
    'a state of newer rules',
    (item) => {
      item.stateVersion += 1;
    },
  ],
];

/** A verified call in which Manila is in an emergency, and the end of a stream as a newer version wrote it. */
const upgraded = async (stream: string, change: (item: Item) => void) => {
  const line = await memoryLine();
  const call = phoneCall(line, ANA);
  await call.provesWhoItIs();
  await call.sets('Manila', 'weather', 0);
  await line.catchUp();
  const newest = line.items.findLast(({ pk }) => pk === stream);
  if (newest) change(newest);
  return { line, call, count: line.items.length };
};

describe.each(NEWER)('after a newer version has written %s', (_, change) => {
  it('a change of the location is refused in words, and nothing is written', async () => {
    const { line, call, count } = await upgraded('location/Manila', change);
    const refused = { status: 'NEWER_VERSION', changed: 'false' };
    expect(await call.removes('Manila', 1)).toMatchObject(refused);
    expect(await call.sets('Manila', 'fire-alarm', 1)).toMatchObject(refused);
    expect(await call.hearsFresh('Manila')).toMatchObject({ status: 'NEWER_VERSION' });
    expect(line.items.filter(({ pk }) => pk === 'location/Manila')).toHaveLength(1);
    expect(line.items.length).toBe(count);
    expect(line.ports.lines.some((text) => text.includes('deploy the version that wrote it'))).toBe(true);
  });

  it('callers still hear what the board has, and other locations can be changed', async () => {
    const { line, call } = await upgraded('location/Manila', change);
    expect(await phoneCall(line, STRANGER).hears('Manila')).toMatchObject({ status: 'EMERGENCY' });
    expect(await call.sets('Sydney', 'weather', 0)).toMatchObject({ status: 'DONE' });
  });

  it('an administrator gets no PIN and no change by rules that do not know the stream', async () => {
    const { line, call, count } = await upgraded('admin/ana', change);
    expect(await call.asksForPin()).toMatchObject({ status: 'NEWER_VERSION', waitSeconds: 'none' });
    expect(await call.types('123456')).toMatchObject({ status: 'NEWER_VERSION' });
    expect(await call.removes('Manila', 1)).toMatchObject({ status: 'NEWER_VERSION', changed: 'false' });
    expect(line.items.length).toBe(count);
    expect(line.ports.sms.sent).toHaveLength(1);
  });
});
