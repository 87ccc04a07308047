import type { Command } from 'commander';
import { sentence } from '../domain/emergency/index.ts';
import { contactIdSchema, OUTCOMES, type StoredEvent } from '../domain/ledger/index.ts';
import { createQueries } from '../handlers/composition/projector.ts';
import { events } from '../local/http/audit.ts';
import { eventsQuery } from '../local/http/requests.ts';
import { erasedIds } from '../use-cases/queries/board.ts';
import { history } from '../use-cases/queries/history.ts';
import { behindLines } from './behind.ts';
import { onLine } from './connection.ts';
import { print, table, UserError } from './output.ts';

type Json = { json?: boolean };

/** The events come from the log; who was erased, and is named no more, comes from the directory. */
const DIRECTORY = 'the list of who was erased';

/** What was asked for; each wrong option is named. */
export const queryOf = (asked: Record<string, string>) => {
  const query = eventsQuery.safeParse(asked);
  if (query.success) return query.data;
  throw new UserError(
    query.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('; '),
  );
};

/** An event as a line for people: when (UTC), where it stands, and what happened. */
const lineOf = (event: StoredEvent, erased: ReadonlySet<string>) => [
  event.at,
  `${event.stream}#${event.seq}`,
  sentence(event, erased),
];

const printHistory = ({ json, ...asked }: Json & Record<string, string>) =>
  onLine(async ({ ctx }) => {
    const query = queryOf(asked);
    const queries = createQueries(ctx);
    const erased = await erasedIds(queries.directory);
    const page = await events(queries, query);
    const behind = await queries.directoryBehind();
    const lines = page.events.map((event) => lineOf(event, erased));
    const more = page.cursor === null ? [] : [`More: --cursor ${page.cursor}`];
    print(json, { ...page, behind }, () =>
      [...behindLines(DIRECTORY, behind), table(lines), ...more].join('\n'),
    );
  });

const printStory = (contact: string, { json }: Json) =>
  onLine(async ({ ctx }) => {
    if (!contactIdSchema.safeParse(contact).success)
      throw new UserError(`${JSON.stringify(contact)} is no contact id; history shows them with --json`);
    const queries = createQueries(ctx);
    const story: StoredEvent[] = [];
    for await (const { record } of history(queries, { contact })) story.push(record.event);
    const erased = await erasedIds(queries.directory);
    const behind = await queries.directoryBehind();
    const found = story.length === 0 ? 'nothing is on record' : `${story.length} events`;
    print(json, { contact, events: story, behind }, () =>
      [
        ...behindLines(DIRECTORY, behind),
        `Contact ${contact}: ${found}.`,
        table(story.map((event) => lineOf(event, erased))),
      ]
        .join('\n')
        .trimEnd(),
    );
  });

/** The options by which events are chosen. */
export const filtered = (command: Command): Command =>
  command
    .option('--stream <stream>', 'such as location/Manila')
    .option('--type <type>', 'such as EmergencySet')
    .option('--location <id>')
    .option('--admin <id>')
    .option('--contact <id>', 'all that happened in one call')
    .option('--outcome <outcome>', OUTCOMES.join(', '))
    .option(
      '--from <time>',
      'with its zone, such as 2026-03-03T14:07:00+08:00; from the beginning unless given',
    )
    .option('--to <time>', 'with its zone; to the end unless given');

export const historyCommands = (program: Command): void => {
  filtered(program.command('history'))
    .description('events in the order of the log, a sentence each; times in UTC')
    .option('--limit <n>', 'events a page, 1 to 1000', '100')
    .option('--cursor <cursor>', 'from where the last page of the same question ended')
    .option('--json')
    .action(printHistory);
  program
    .command('story <contactId>')
    .description('all that happened on one call, or in one act of an operator')
    .option('--json')
    .action(printStory);
};
