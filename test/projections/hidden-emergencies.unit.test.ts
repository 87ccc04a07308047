import { expect, it } from 'vitest';
import { boardRow, location, locationStream } from '../../domain/emergency/index.ts';
import { hiddenEmergencies } from '../../use-cases/queries/hidden-emergencies.ts';
import { change } from '../kit/changes.ts';
import { memoryPorts, shippedConfig } from '../kit/ports.ts';

const config = shippedConfig();
const configured = config.locations.map(({ id }) => id).filter((id) => id !== 'Manila');

it.each([
  ['set', ['set'], ['Manila']],
  ['set and removed', ['set', 'remove'], []],
] as const)('a location that was %s and is no longer configured hides %#', async (_, actions, expected) => {
  const ports = memoryPorts(config);
  for (const action of actions) await change(ports, { locationId: 'Manila', action });
  const all = async function* () {
    const { state, seq } = await ports.store.head(location, locationStream('Manila'));
    if (state.status) yield boardRow('Manila', seq, state.status);
  };
  const find = (ids: string[], now = ports.system.now()) =>
    hiddenEmergencies({ store: ports.store, board: { ...ports.board, all } }, ids, now);
  expect(await find(configured)).toStrictEqual(expected);
  expect(await find([...configured, 'manila'])).toStrictEqual(expected);
  expect(await find([...configured, 'Manila'])).toStrictEqual([]);
});
