import { describe, expect, it } from 'vitest';
import { location } from '../../domain/emergency/location/decide.ts';
import { handleCommand } from '../../domain/ledger/handle-command.ts';
import { remove, set, setUnknownType } from '../kit/location-events.ts';
import { log } from '../kit/log.ts';
import { memoryEventStore } from '../kit/memory-event-store.ts';
import { movingSystem } from '../kit/moving-system.ts';

const COMMANDS = {
  'set:lightning': setUnknownType(0, 'lightning'),
  'set:weather': set(0),
  remove: remove(0),
};
type Request = keyof typeof COMMANDS;

const line = () => {
  const store = memoryEventStore(log);
  const system = movingSystem();
  const request = async (what: Request, step = '1') => {
    const metadata = { actor: 'admin/admin-1', contactId: 'call-1', step, request: what };
    const seen: boolean[] = [];
    const handled = await handleCommand({ store, system }, location, 'location/Manila', metadata, (_, at) => {
      seen.push(at.isReused);
      return COMMANDS[what];
    });
    return { ...handled, isReused: seen[0] ?? null };
  };
  return { store, system, request };
};

describe('a command whose step another command has used', () => {
  it.each([
    ['set:lightning', 'set:weather'],
    ['set:lightning', 'remove'],
    ['set:weather', 'remove'],
    ['remove', 'set:weather'],
  ] as const)('is refused on record, %s before %s', async (first, other) => {
    const { request } = line();
    await request(first);
    const { event, state, isReused } = await request(other);
    expect(event).toMatchObject({
      seq: 2,
      type: 'EmergencyChangeRefused',
      data: { reason: 'step-reused', action: other === 'remove' ? 'remove' : 'set' },
    });
    expect([isReused, state.status?.seq ?? null]).toStrictEqual([true, first === 'set:lightning' ? null : 1]);
  });

  it('is refused once, however often it is retried, and the first command keeps its own answer', async () => {
    const { request, store } = line();
    const first = await request('set:lightning');
    const refused = await request('remove');
    const again = await request('remove');
    expect([again.replayed, again.event]).toStrictEqual([true, refused.event]);
    expect((await request('set:lightning')).event).toStrictEqual(first.event);
    expect(store.table).toHaveLength(2);
  });

  it('is refused minutes later too', async () => {
    const { request, system } = line();
    await request('set:lightning');
    system.move(240);
    expect((await request('remove')).event.data).toMatchObject({ reason: 'step-reused' });
  });

  it.each(Object.entries(COMMANDS))('requests the same in its refusal: %s', (request, command) => {
    const { decide, refuseReused, requestOf, initial } = location;
    expect([decide, refuseReused].map((of) => requestOf(of(initial, command)))).toStrictEqual([
      request,
      request,
    ]);
  });

  it('is decided under a step of its own', async () => {
    const { request } = line();
    await request('set:lightning');
    expect((await request('set:weather', '2')).event.type).toBe('EmergencySet');
  });
});
