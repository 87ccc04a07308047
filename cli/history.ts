import type { Command } from 'commander';
import { describeEvent } from '../domain/emergency/index.ts';
import { contactIdSchema, OUTCOMES, type StoredEvent } from '../domain/ledger/index.ts';
import { createQueries } from '../handlers/composition/projector.ts';
import { events } from '../local/http/audit.ts';
import { eventsQuery } from '../local/http/requests.ts';
import { erasedIds } from '../use-cases/queries/board.ts';
import { lateChanges } from '../use-cases/queries/change-authority.ts';
import { history } from '../use-cases/queries/history.ts';
import { authorityLines } from './authority-lines.ts';
import { behindLines } from './behind.ts';
import { onLine } from './connection.ts';
import { counted, print, table, UserError } from './output.ts';

type Json = { json?: boolean };

/** The events come from the log; the erased administrators, whose names are hidden, from the directory. */
export const ERASED_LIST = 'the list of erased administrators';

/**
 * Parses the filter options.
 * @throws UserError naming each invalid option
 */
export const queryOf = (options: Record<string, string>) => {
  const query = eventsQuery.safeParse(options);
  if (query.success) return query.data;
  throw new UserError(
    query.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('; '),
  );
};

/** An event as a row: time (UTC), stream and number, and sentence. */
const lineOf = (event: StoredEvent, erased: ReadonlySet<string>) => [
  event.at,
  `${event.stream}#${event.seq}`,
  describeEvent(event, erased),
];

const printHistory = ({ json, ...options }: Json & Record<string, string>) =>
  onLine(async ({ ctx }) => {
    const query = queryOf(options);
    const queries = createQueries(ctx);
    const erased = await erasedIds(queries.directory);
    const page = await events(queries, query);
    const behind = await queries.directoryBehind();
    const lines = page.events.map((event) => lineOf(event, erased));
    const more = page.more ? [`Next page: --cursor ${page.cursor}`] : [];
    print(json, { ...page, behind }, () =>
      [...behindLines(ERASED_LIST, behind), table(lines), ...more].join('\n'),
    );
  });

const printStory = (contact: string, { json }: Json) =>
  onLine(async ({ ctx }) => {
    if (!contactIdSchema.safeParse(contact).success)
      throw new UserError(
        `${JSON.stringify(contact)} is not a contact id; emergency history --json lists them`,
      );
    const queries = createQueries(ctx);
    const story: StoredEvent[] = [];
    for await (const { record } of history(queries, { contact })) story.push(record.event);
    const erased = await erasedIds(queries.directory);
    const behind = await queries.directoryBehind();
    const late = await lateChanges(queries.store, story);
    print(json, { contact, events: story, authorizedBefore: late, behind }, () =>
      [
        ...behindLines(ERASED_LIST, behind),
        `Contact ${contact}: ${counted(story.length, 'event')}.`,
        table(story.map((event) => lineOf(event, erased))),
        ...late.flatMap((one) => [`${one.stream}#${one.seq}:`, ...authorityLines(one, (at) => at)]),
      ]
        .join('\n')
        .trimEnd(),
    );
  });

/** Adds the options that filter events. */
export const filterOptions = (command: Command): Command =>
  command
    .option('--stream <stream>', 'events of one stream, such as location/Manila')
    .option('--type <type>', 'events of one type, such as EmergencySet')
    .option('--location <id>', 'events about one location')
    .option('--admin <id>', 'events about one administrator')
    .option('--contact <id>', 'events of one call')
    .option('--outcome <outcome>', `events with one outcome: ${OUTCOMES.join(', ')}`)
    .option('--from <time>', 'earliest time, with its zone, such as 2026-03-03T14:07:00+08:00')
    .option('--to <time>', 'latest time, with its zone');

export const historyCommands = (program: Command): void => {
  filterOptions(program.command('history'))
    .description('list events in order of time, one sentence each; times in UTC')
    .option('--limit <n>', 'events per page, 1 to 1000', '100')
    .option('--cursor <cursor>', 'cursor printed after the previous page of the same filter')
    .action(printHistory);
  program
    .command('story <contactId>')
    .description('list all events of one call, or of one operator command')
    .action(printStory);
};
