import type { Config } from '../../domain/config/config.ts';
import {
  ADMIN_ID,
  admin,
  adminStream,
  type BoardTable,
  type DirectoryTable,
  eventDefinitions,
  LOCATION_ID,
  location,
  locationStream,
} from '../../domain/emergency/index.ts';
import { type EventStore, ExplainedError } from '../../domain/ledger/index.ts';
import type { HistoryFilter } from './history-filter.ts';

/** A filter names what neither the configuration nor the log knows. */
export class UnknownName extends ExplainedError {
  readonly code = 'UnknownName';
}

export type NamePorts = { store: EventStore; board: BoardTable; directory: DirectoryTable };

/** Names listed in an error. */
const MOST = 30;

const listed = (names: readonly string[]): string =>
  names.length > MOST
    ? `${names.slice(0, MOST).join(', ')} and ${names.length - MOST} more`
    : names.join(', ') || 'none';

/** The name as the line writes it, whatever its case; as it is given when `isInLog`, which the read models may not know yet. */
const known = async (
  field: string,
  name: string,
  names: readonly string[],
  isInLog: () => Promise<boolean>,
): Promise<string> => {
  const same =
    names.find((one) => one === name) ?? names.find((one) => one.toLowerCase() === name.toLowerCase());
  if (same !== undefined) return same;
  if (await isInLog()) return name;
  throw new UnknownName(`${field}: unknown ${JSON.stringify(name)}; use one of ${listed(names)}`);
};

/** Every location of the configuration, and those that only the board knows. */
export const knownLocations = async ({ locations }: Pick<Config, 'locations'>, board: BoardTable) => {
  const ids = new Set(locations.map(({ id }) => id));
  for await (const row of board.all()) ids.add(row.location);
  return [...ids];
};

const knownAdmins = async (directory: DirectoryTable) => {
  const ids: string[] = [];
  for await (const row of directory.all()) if (!row.erased) ids.push(row.adminId);
  return ids.sort();
};

const finders = ({ store, board, directory }: NamePorts, config: Config) => ({
  location: async (field: string, id: string) =>
    known(
      field,
      id,
      await knownLocations(config, board),
      async () => LOCATION_ID.test(id) && (await store.head(location, locationStream(id))).seq > 0,
    ),
  admin: async (field: string, id: string) =>
    known(
      field,
      id,
      await knownAdmins(directory),
      async () => ADMIN_ID.test(id) && (await store.head(admin, adminStream(id))).seq > 0,
    ),
  type: (field: string, type: string) =>
    known(field, type, [...new Set(eventDefinitions().map(({ name }) => name))], async () => false),
});

const knownStream = async (find: ReturnType<typeof finders>, stream: string): Promise<string> => {
  const [kind = '', key = ''] = stream.split('/');
  return kind === 'location' || kind === 'admin' ? `${kind}/${await find[kind]('stream', key)}` : stream;
};

/**
 * The filter with every name as the line writes it.
 * @throws UnknownName for a location, administrator, stream or type that is not known, with those that are
 */
export const knownFilter = async <Filter extends HistoryFilter>(
  ports: NamePorts,
  config: Config,
  filter: Filter,
): Promise<Filter> => {
  const find = finders(ports, config);
  const found: Filter = { ...filter };
  for (const field of ['location', 'admin', 'type'] as const) {
    const name = filter[field];
    if (name !== undefined) found[field] = await find[field](field, name);
  }
  if (filter.stream !== undefined) found.stream = await knownStream(find, filter.stream);
  return found;
};
