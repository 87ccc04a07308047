import { describe, expect, it } from 'vitest';
import { location } from '../../domain/emergency/location/decide.ts';
import { ConcurrencyConflict, handleCommand } from '../../domain/ledger/handle-command.ts';
import { set } from '../kit/location-events.ts';
import { log } from '../kit/log.ts';
import { memoryEventStore } from '../kit/memory-event-store.ts';
import { at, movingSystem } from '../kit/moving-system.ts';

const who = { actor: 'admin/admin-1', contactId: 'call-1', step: 'change' };
const asked = { ...who, request: 'set:weather' };
const line = () => {
  const store = memoryEventStore(log);
  const system = movingSystem();
  const places: object[] = [];
  const setAs = (more: Partial<typeof asked> = {}) =>
    handleCommand(
      { store, system },
      location,
      'location/Manila',
      { ...asked, ...more },
      ({ state }, place) => {
        const { stream, seq } = place;
        places.push({ stream, seq, ...place.stamp() });
        return set(0, { heardSeq: state.status?.seq ?? 0 });
      },
    );
  return { store, system, places, setAs };
};

describe('handling a command', () => {
  it('writes one event and returns it with the new state', async () => {
    const { store, setAs } = line();
    const { event, state, replayed } = await setAs();
    expect(event).toMatchObject({ type: 'EmergencySet', seq: 1, ...who, at: new Date(at(0)).toISOString() });
    expect([state.status?.seq, replayed, store.table.length]).toStrictEqual([1, false, 1]);
  });

  it('passes the position of the event to the command, so that encrypted fields can be bound to it', async () => {
    const { places, setAs } = line();
    const { event } = await setAs();
    const { stream, seq, id } = event;
    expect(places).toStrictEqual([{ stream, seq, id, at: Date.parse(event.at) }]);
  });

  it('dates the event after whatever the command appends before it stamps', async () => {
    const { store, system } = line();
    const { event } = await handleCommand(
      { store, system },
      location,
      'location/Manila',
      asked,
      async (_, place) => {
        system.move(5);
        expect(place.stamp()).toBe(place.stamp());
        return set(0, { at: place.stamp().at });
      },
    );
    expect(event.at).toBe(new Date(at(5)).toISOString());
  });

  it('never decreases the time, whatever the clock shows', async () => {
    const { system, places, setAs } = line();
    await setAs();
    system.move(-60);
    const { event } = await setAs({ step: 'again' });
    expect(event).toMatchObject({ at: new Date(at(0)).toISOString(), v: 2 });
    expect(event.judgedAt).toBe(new Date(at(-60)).toISOString());
    expect(places[1]).toMatchObject({ at: at(-60) });
  });

  it('rethrows an error of the store or of preparing the command, and writes nothing', async () => {
    const { store, system } = line();
    const failing = () => Promise.reject(new Error('no key'));
    await expect(
      handleCommand({ store, system }, location, 'location/Manila', asked, failing),
    ).rejects.toThrow('no key');
    expect(store.table).toStrictEqual([]);
  });
});

describe('a processed command', () => {
  it('returns the recorded event, and prepares and writes nothing', async () => {
    const { store, places, setAs } = line();
    const first = await setAs();
    await setAs({ contactId: 'call-2' });
    const repeat = await setAs();
    expect(repeat).toMatchObject({ event: first.event, replayed: true });
    expect([store.table.length, places.length]).toStrictEqual([2, 2]);
  });

  it('is new on another stream, at another step, in another call', async () => {
    const { store, system, setAs } = line();
    await setAs();
    await setAs({ step: 'other' });
    await setAs({ contactId: 'call-2' });
    await handleCommand({ store, system }, location, 'location/Sydney', asked, () => set(0));
    expect(store.table.map(({ pk, sk }) => `${pk} ${sk}`)).toStrictEqual([
      'location/Manila 1',
      'location/Manila 2',
      'location/Manila 3',
      'location/Sydney 1',
    ]);
  });

  it('is forgotten after twelve others, but not while Connect may still retry it', async () => {
    const { system, setAs } = line();
    await setAs();
    for (let other = 1; other <= 12; other += 1) await setAs({ contactId: `other-${other}` });
    expect((await setAs()).replayed).toBe(true);
    system.move(20);
    await setAs({ contactId: 'other-13' });
    expect((await setAs()).replayed).toBe(false);
  });

  it('whose event is missing from the log is an error that names it', async () => {
    const { store, setAs } = line();
    await setAs();
    store.event = async () => null;
    await expect(setAs()).rejects.toThrow('location/Manila has no event 1, although its state refers to it');
  });

  it.each([2, 4, 25])('sent %i times at once becomes one event, the same for all', async (times) => {
    const { store, setAs } = line();
    const answers = await Promise.all(Array.from({ length: times }, () => setAs()));
    expect(store.table).toHaveLength(1);
    expect(new Set(answers.map(({ event }) => event.id)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  });
});

describe('a command that loses the race', () => {
  const conflicting = (times: number) => {
    const { store, system, setAs } = line();
    const { append } = store;
    let left = times;
    store.append = async (...all) => {
      left -= 1;
      return left < 0 ? append(...all) : { kind: 'conflict' };
    };
    return { store, system, setAs };
  };

  it('is decided again from the new state, after a pause, three times in all', async () => {
    const { store, system, setAs } = conflicting(2);
    expect((await setAs()).event.seq).toBe(1);
    expect([store.table.length, system.pauses]).toStrictEqual([1, [20, 60]]);
  });

  it('fails after the third conflict, and has written nothing', async () => {
    const { store, setAs } = conflicting(3);
    const refused = setAs();
    await expect(refused).rejects.toThrow(ConcurrencyConflict);
    await expect(refused).rejects.toThrow(/location\/Manila .* step change; nothing was written/);
    expect(store.table).toStrictEqual([]);
  });

  it('returns its own retry’s event when the retry won the last race', async () => {
    const { store, setAs } = line();
    const { append } = store;
    let tries = 0;
    store.append = async () => {
      tries += 1;
      if (tries < 3) return { kind: 'conflict' };
      store.append = append;
      await setAs();
      return { kind: 'conflict' };
    };
    expect(await setAs()).toMatchObject({ replayed: true, event: { seq: 1, ...who } });
    expect(store.table).toHaveLength(1);
  });

  it('becomes exactly one event for each of many at once that did not fail', async () => {
    const { store, setAs } = line();
    const calls = Array.from({ length: 10 }, (_, call) => setAs({ contactId: `call-${call}` }));
    const written = (await Promise.allSettled(calls)).flatMap((outcome) =>
      outcome.status === 'fulfilled' ? [outcome.value.event.contactId] : [],
    );
    expect(store.table.map((item) => JSON.parse(item.body).contactId)).toStrictEqual(written);
    expect(store.table.map(({ sk }) => sk)).toStrictEqual(written.map((_, index) => index + 1));
  });
});
