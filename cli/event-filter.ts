import { type Command, Option } from 'commander';
import { type Config, isTimeZone } from '../domain/config/config.ts';
import { OUTCOMES } from '../domain/ledger/index.ts';
import { type EventsQuery, eventsQuery } from '../local/http/requests.ts';
import { machineZone } from '../local/http/times.ts';
import { knownFilter, type NamePorts, UnknownName } from '../use-cases/queries/known-names.ts';
import { UserError } from './output.ts';

/** The options of a command that reads events, as typed. */
export type FilterOptions = Record<string, string>;

/**
 * Reads the filter options: names as the line writes them, times in milliseconds.
 * @throws UserError naming each invalid option
 */
export const filterOf = async (
  ports: NamePorts & { system: { now(): number } },
  config: Config,
  options: FilterOptions,
): Promise<EventsQuery> => {
  const query = eventsQuery(config, ports.system.now()).safeParse(options);
  if (!query.success)
    throw new UserError(
      query.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('; '),
    );
  try {
    return await knownFilter(ports, config, query.data);
  } catch (error) {
    throw error instanceof UnknownName ? new UserError(`--${error.message}`) : error;
  }
};

export const zoneOption = () =>
  new Option('--zone <zone>', 'time zone of the times given and shown, such as Asia/Manila');

/**
 * The zone in which a command shows times: `--zone`, else that of this machine, or of TZ.
 * @throws UserError when there is no such zone
 */
export const shownZone = (zone: string | undefined): string => {
  if (zone === undefined) return machineZone();
  if (!isTimeZone(zone))
    throw new UserError('--zone: not a time zone of the IANA database, such as Asia/Manila');
  return zone;
};

/** Adds the options that filter events. */
export const filterOptions = (command: Command): Command =>
  command
    .option('--stream <stream>', 'events of one stream, such as location/Manila')
    .option('--type <type>', 'events of one type, such as EmergencySet')
    .option('--location <id>', 'events about one location')
    .option('--admin <id>', 'events about one administrator')
    .option('--contact <id>', 'events of one call')
    .option('--outcome <outcome>', `events with one outcome: ${OUTCOMES.join(', ')}`)
    .option(
      '--from <time>',
      'earliest time: 2h, yesterday, 2026-11-27, "2026-11-27 14:00", or ISO with a zone',
    )
    .option('--to <time>', 'latest time; of a day, its end')
    .addOption(zoneOption());
