import { describe, expect, it } from 'vitest';
import { knownFilter, UnknownName } from '../../use-cases/queries/known-names.ts';
import { memoryLine } from '../kit/line.ts';

const unreadable = async () => {
  const { ports } = await memoryLine();
  const head = async () => {
    throw new Error('ThrottlingException');
  };
  return { config: ports.config, ports: { ...ports, store: { ...ports.store, head } as typeof ports.store } };
};

describe('a filter by name', () => {
  it('finds a name that only the log knows, and refuses one that nothing knows', async () => {
    const { ports } = await memoryLine();
    expect(await knownFilter(ports, ports.config, { location: 'manila', admin: 'ANA' })).toStrictEqual({
      location: 'Manila',
      admin: 'ana',
    });
    const withoutRows = { ...ports, directory: { ...ports.directory, all: async function* () {} } };
    expect(await knownFilter(withoutRows, ports.config, { admin: 'ana' })).toStrictEqual({ admin: 'ana' });
    await expect(knownFilter(ports, ports.config, { admin: 'nobody' })).rejects.toThrow(UnknownName);
  });

  it.each([{ location: 'Oz' }, { admin: 'nobody' }, { stream: 'location/Oz' }, { stream: 'admin/nobody' }])(
    'says that the log could not be read, and not that a name is unknown: %o',
    async (filter) => {
      const { ports, config } = await unreadable();
      await expect(knownFilter(ports, config, filter)).rejects.toThrow('ThrottlingException');
    },
  );

  it.each([{ location: 'not an id' }, { admin: 'a/b' }])(
    'refuses what cannot be an id without reading the log: %o',
    async (filter) => {
      const { ports, config } = await unreadable();
      await expect(knownFilter(ports, config, filter)).rejects.toThrow(UnknownName);
    },
  );
});
