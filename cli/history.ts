import { setTimeout as wait } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import { displayedEvent } from '../domain/emergency/index.ts';
import { contactIdSchema, type LogRecord, type StoredEvent } from '../domain/ledger/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createQueries } from '../handlers/composition/projector.ts';
import { eventsPage } from '../local/http/audit.ts';
import type { EventsQuery } from '../local/http/requests.ts';
import type { Behind } from '../use-cases/queries/behind.ts';
import { erasedIds } from '../use-cases/queries/board.ts';
import { displayedAuthority, lateChanges } from '../use-cases/queries/change-authority.ts';
import { history, newest } from '../use-cases/queries/history.ts';
import type { HistoryFilter } from '../use-cases/queries/history-filter.ts';
import { authorityLines } from './authority-lines.ts';
import { behindLines } from './behind.ts';
import { onLine, runningLine } from './connection.ts';
import { type FilterOptions, filterOf, filterOptions, shownZone, zoneOption } from './event-filter.ts';
import { ERASED_LIST, eventJson, eventTable, type Shown } from './event-table.ts';
import { follow, untilStopped } from './follow.ts';
import { counted, print, say, UserError } from './output.ts';

type Json = { json?: boolean };
type Options = Json & { all?: boolean; reverse?: boolean; follow?: boolean; limit?: string; zone?: string };
type Queries = ReturnType<typeof createQueries>;
type Found = { events: (StoredEvent & { hash: string })[]; cursor: string | null; note: string[] };

const everything = async (queries: Queries, query: HistoryFilter): Promise<Found> => {
  const records: LogRecord[] = [];
  for await (const { record } of history(queries, query)) records.push(record);
  return { events: records.map(eventJson), cursor: null, note: [] };
};

const nextPage = async (queries: Queries, query: EventsQuery): Promise<Found> => {
  const page = await eventsPage(queries, query);
  return { ...page, note: page.more ? [`Next page: --cursor ${page.cursor}`] : [] };
};

const newestOnes = async (queries: Queries, query: EventsQuery): Promise<Found> => {
  const { records, cursor, hasEarlier } = await newest(queries, query, query.limit);
  const note = hasEarlier
    ? [`There are earlier events; to see more: --limit ${Math.min(1000, query.limit * 5)}, or --all`]
    : [];
  return { events: records.map(eventJson), cursor, note };
};

const find = (queries: Queries, query: EventsQuery, { all }: Options): Promise<Found> => {
  if (all) return everything(queries, query);
  return query.cursor === undefined ? newestOnes(queries, query) : nextPage(queries, query);
};

const printFound = ({ json, reverse }: Options, found: Found, behind: Behind, shown: Shown): void => {
  const { erased } = shown;
  const { cursor, note } = found;
  const events = reverse ? found.events.toReversed() : found.events;
  print(json, { events: events.map((one) => displayedEvent(one, erased)), cursor, behind }, () =>
    [
      ...behindLines(ERASED_LIST, behind),
      ...(events.length === 0 ? ['No events match.'] : [eventTable(events, shown)]),
      ...note,
    ].join('\n'),
  );
};

/** Prints the newest events, and then each new one, with --json one document a line, until Ctrl-C. */
const followLog = async (queries: Queries, query: EventsQuery, { json }: Options, shown: Shown) => {
  const show = (records: readonly LogRecord[]) => {
    const events = records.map(eventJson);
    if (json) for (const event of events) print(json, displayedEvent(event, shown.erased), () => '');
    else if (events.length > 0) say(eventTable(events, shown));
  };
  const { records, cursor } = await newest(queries, query, query.limit);
  show(records);
  await untilStopped((signal) => {
    const pause = (milliseconds: number) => wait(milliseconds, undefined, { signal });
    return follow(queries, query, cursor, { show, pause, signal });
  });
};

/** @throws UserError when nobody writes to the log while this command reads it */
const requireWriter = async (): Promise<void> => {
  if (!process.env.EVENTS_TABLE && (await runningLine()) === null)
    throw new UserError('--follow: no line is running on this machine; start one with: npm start');
};

const readHistory = async (ctx: AppContext, options: Options, filter: FilterOptions): Promise<void> => {
  const timeZone = shownZone(options.zone);
  const queries = createQueries(ctx);
  const { zone, limit } = options;
  const query = await filterOf(queries, ctx.config, {
    ...filter,
    ...(zone === undefined ? {} : { zone }),
    ...(limit === undefined ? {} : { limit }),
  });
  const shown = { timeZone, erased: await erasedIds(queries.directory) };
  if (options.follow) return followLog(queries, query, options, shown);
  printFound(options, await find(queries, query, options), await queries.directoryBehind(), shown);
};

const printHistory = async ({
  json,
  all,
  reverse,
  follow: isFollowed,
  limit,
  zone,
  ...filter
}: Options & FilterOptions) => {
  const options = { json, all, reverse, follow: isFollowed, limit, zone } as Options;
  if (isFollowed) await requireWriter();
  await onLine(({ ctx }) => readHistory(ctx, options, filter as FilterOptions));
};

const printStory = (contact: string, { json, zone }: Json & { zone?: string }) =>
  onLine(async ({ ctx }) => {
    if (!contactIdSchema.safeParse(contact).success)
      throw new UserError(
        `${JSON.stringify(contact)} is not a contact id; emergency history --json lists them`,
      );
    const timeZone = shownZone(zone);
    const queries = createQueries(ctx);
    const { events } = await everything(queries, { contact });
    const shown = { timeZone, erased: await erasedIds(queries.directory) };
    const behind = await queries.directoryBehind();
    const late = (await lateChanges(queries.store, events)).map((one) =>
      displayedAuthority(one, shown.erased),
    );
    const displayed = events.map((one) => displayedEvent(one, shown.erased));
    print(json, { contact, events: displayed, authorizedBefore: late, behind }, () =>
      [
        ...behindLines(ERASED_LIST, behind),
        ...(events.length === 0
          ? [`No events match: the log has none with the contact id ${contact}.`]
          : [`Contact ${contact}: ${counted(events.length, 'event')}.`, eventTable(events, shown)]),
        ...late.flatMap((one) => [`${one.stream}#${one.seq}:`, ...authorityLines(one, (at) => at)]),
      ]
        .join('\n')
        .trimEnd(),
    );
  });

const HISTORY_HELP = `
Names (ids, types, outcomes) may be in any case. A time without a zone is in --zone, else in that of the
location asked about, else in this machine's (TZ); times are shown in --zone, else in this machine's, and
with --json in UTC.`;

export const historyCommands = (program: Command): void => {
  filterOptions(program.command('history'))
    .description('list the newest events, the newest last, one sentence each')
    .addHelpText('after', HISTORY_HELP)
    .option('-n, --limit <n>', 'events to list, 1 to 1000 (default: 100)')
    .addOption(new Option('--all', 'list all events that match').conflicts(['limit', 'cursor', 'follow']))
    .option('--reverse', 'list the newest first')
    .addOption(
      new Option(
        '-f, --follow',
        'go on listing new events until Ctrl-C; with --json, one document a line',
      ).conflicts(['reverse', 'cursor', 'to']),
    )
    .addOption(
      new Option(
        '--cursor <cursor>',
        'list the events after a cursor, which --json prints, of the same filter',
      ).conflicts('reverse'),
    )
    .action(printHistory);
  program
    .command('story <contactId>')
    .description('list all events of one call, or of one operator command')
    .addOption(zoneOption())
    .action(printStory);
};
