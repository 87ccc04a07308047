import { renameSync, rmSync } from 'node:fs';
import type { Command } from 'commander';
import { ulid } from 'ulid';
import { dynamoCheckpoints } from '../adapters/dynamo-leaf-log.ts';
import { EXPORT_FORMATS } from '../domain/emergency/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createQueries, createStores } from '../handlers/composition/projector.ts';
import { documentClient } from '../handlers/composition/stores.ts';
import { machineZone } from '../local/http/times.ts';
import { erasedIds } from '../use-cases/queries/board.ts';
import { BOM, csvLine, csvRow, type DisplayOptions, HEADER, jsonLine } from '../use-cases/queries/export.ts';
import { history } from '../use-cases/queries/history.ts';
import type { HistoryFilter } from '../use-cases/queries/history-filter.ts';
import type { Piece } from '../use-cases/queries/log-lines.ts';
import { unmaskedNumbers } from '../use-cases/queries/unmasked-numbers.ts';
import { behindLines } from './behind.ts';
import { type Connection, onLine } from './connection.ts';
import { type FilterOptions, filterOf, filterOptions } from './event-filter.ts';
import { ERASED_LIST } from './event-table.ts';
import { wholeLog } from './export-log.ts';
import { type Interruption, interruptible } from './interruption.ts';
import { partOf, requireNew, writeWhole } from './new-file.ts';
import type { Operate, Recorded } from './operate.ts';
import { reasonOf } from './operator-action.ts';
import { counted, print, UserError } from './output.ts';
import { showProgress, watchedLeaves } from './progress.ts';
import { writePieces } from './write-pieces.ts';

type Options = {
  out: string;
  format: string;
  as?: string;
  unmask?: boolean;
  reason?: string;
  json?: boolean;
};
type Format = (typeof EXPORT_FORMATS)[number];

type Queries = ReturnType<typeof createQueries>;

/** The events that match the filter, one piece each. */
async function* filteredEvents(
  queries: Queries,
  filter: HistoryFilter,
  format: Format,
  shown: DisplayOptions,
): AsyncGenerator<Piece> {
  if (format === 'csv') yield { text: BOM + csvLine(HEADER), events: 0 };
  const line = format === 'csv' ? csvRow : jsonLine;
  for await (const { record } of history(queries, filter))
    yield { text: await line(record, shown), events: 1 };
}

const formatOf = ({ format, unmask, reason, as }: Options, query: FilterOptions): Format => {
  const found = EXPORT_FORMATS.find((one) => one === format);
  if (!found) throw new UserError(`--format: must be one of ${EXPORT_FORMATS.join(', ')}`);
  if (found === 'log' && (unmask || Object.keys(query).length > 0))
    throw new UserError(
      '--format log always exports the whole log, masked; use csv or jsonl to filter or unmask',
    );
  if (!unmask && (reason !== undefined || as !== undefined))
    throw new UserError('--reason and --as are for --unmask only; numbers are exported masked without it');
  return found;
};

const manifestOf = (out: string): string => `${out}.manifest.json`;

/** How personal data is displayed: numbers masked unless --unmask, which is recorded first, with the reason. */
const displayOf = async (
  ctx: AppContext,
  operate: Operate,
  id: string,
  options: Options,
  query: FilterOptions,
): Promise<DisplayOptions> => {
  const { store, directory, personalData } = createStores(ctx);
  const erased = await erasedIds(directory);
  const zones = new Map(ctx.config.locations.map((one) => [one.id, one.timeZone]));
  const zoneOf = (locationId: string) => zones.get(locationId) ?? machineZone();
  if (!options.unmask) return { erased, zoneOf };
  await operate('export/unmask', { id, query, reason: reasonOf(options) });
  return { erased, zoneOf, numberOf: unmaskedNumbers({ store, personalData }) };
};

/** The manifest: query, result, who exported it and when, and the newest checkpoint of the log. */
const manifestData = async (ctx: AppContext, event: Recorded, data: Record<string, unknown>) => {
  const { config, environment } = ctx;
  const db = documentClient(ctx);
  const newest = await dynamoCheckpoints(db, environment.EVENTS_TABLE).newest();
  const { stream, seq, event: id, at, actor } = event;
  return {
    origin: config.origin,
    ...data,
    exported: { at, actor, stream, seq, id },
    checkpoint: newest && { size: newest.size, note: newest.note },
  };
};

/** The filter as the log records it: times as instants, whatever way they were given. */
const recordedQuery = (filter: HistoryFilter): Record<string, string> =>
  Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'number' ? new Date(value).toISOString() : value]],
    ),
  );

/** Writes the export beside its final name, records it, and then gives it that name. */
const writeExport = async (
  { ctx, operate }: Connection,
  options: Options,
  typed: FilterOptions,
  interruption: Interruption,
): Promise<void> => {
  const { out, unmask, json } = options;
  const format = formatOf(options, typed);
  const queries = createQueries(ctx);
  const { limit: _, cursor: __, ...filter } = await filterOf(queries, ctx.config, typed);
  const query = recordedQuery(filter);
  requireNew(out, manifestOf(out));
  const part = partOf(out);
  const id = ulid(ctx.system.now());
  const shown = await displayOf(ctx, operate, id, options, query);
  const progress = showProgress('events read');
  const total = await queries.leaves.size();
  const leaves = watchedLeaves(queries.leaves, (done) => progress.at(done, total));
  try {
    const pieces =
      format === 'log'
        ? wholeLog(ctx, leaves)
        : filteredEvents({ ...queries, leaves }, filter, format, shown);
    const result = await writePieces(part, pieces, interruption);
    progress.clear();
    interruption.check();
    const data = { query, format, ...result, numbers: unmask ? 'clear' : 'masked' } as const;
    const contents = await manifestData(ctx, await operate('export/record', { ...data, id }), data);
    requireNew(out, manifestOf(out));
    renameSync(part, out);
    writeWhole(manifestOf(out), `${JSON.stringify(contents, null, 2)}\n`, 0o600);
    const behind = await queries.directoryBehind();
    print(json, { ...contents, behind }, () =>
      [
        ...behindLines(ERASED_LIST, behind),
        `${counted(result.events, 'event')} written to ${out}. Details are in ${manifestOf(out)}.`,
      ].join('\n'),
    );
  } finally {
    progress.clear();
    rmSync(part, { force: true });
  }
};

const runExport = (options: Options, typed: FilterOptions) =>
  interruptible(
    () =>
      `${options.out} was not written${options.unmask ? '; that unmasked numbers were asked for is in the log' : ''}`,
    (interruption) => onLine((connection) => writeExport(connection, options, typed, interruption)),
  );

/** `emergency export`: writes the log, or the events that match a filter, to a file and records the export. */
export const exportCommand = (program: Command): void => {
  filterOptions(program.command('export'))
    .description('write the log to a new file, with a manifest; the export is recorded as an event')
    .requiredOption('--out <file>', 'output file, which must not exist')
    .option(
      '--format <format>',
      'log: the whole log, for emergency verify; csv: for spreadsheets; jsonl: for programs',
      'log',
    )
    .option('--unmask', 'export phone numbers unmasked; recorded as an event; requires --reason')
    .option('--reason <text>', 'why unmasked numbers are needed; recorded in the event')
    .option('--as <note>', 'a note of who asked for unmasked numbers, added to the reason')
    .action(({ out, format, as, unmask, reason, json, ...query }: Options & FilterOptions) =>
      runExport({ out, format, as, unmask, reason, json } as Options, query as FilterOptions),
    );
};
