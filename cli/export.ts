import { createHash } from 'node:crypto';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Command } from 'commander';
import { ulid } from 'ulid';
import { dynamoCheckpoints } from '../adapters/dynamo-leaf-log.ts';
import { EXPORT_FORMATS } from '../domain/emergency/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createQueries, createStores } from '../handlers/composition/projector.ts';
import { documentClient } from '../handlers/composition/stores.ts';
import { erasedIds } from '../use-cases/queries/board.ts';
import { BOM, csvLine, csvRow, type DisplayOptions, HEADER, jsonLine } from '../use-cases/queries/export.ts';
import { history } from '../use-cases/queries/history.ts';
import type { HistoryFilter } from '../use-cases/queries/history-filter.ts';
import type { Piece } from '../use-cases/queries/log-lines.ts';
import { unmaskedNumbers } from '../use-cases/queries/unmasked-numbers.ts';
import { behindLines } from './behind.ts';
import { onLine } from './connection.ts';
import { type FilterOptions, filterOf, filterOptions } from './event-filter.ts';
import { ERASED_LIST } from './event-table.ts';
import { wholeLog } from './export-log.ts';
import type { Operate, Recorded } from './operate.ts';
import { reasonOf } from './operator-action.ts';
import { print, UserError } from './output.ts';

type Options = {
  out: string;
  format: string;
  as?: string;
  unmask?: boolean;
  reason?: string;
  json?: boolean;
};
type Format = (typeof EXPORT_FORMATS)[number];

/** The events that match the filter, one piece each. */
async function* filteredEvents(
  ctx: AppContext,
  filter: HistoryFilter,
  format: Format,
  shown: DisplayOptions,
): AsyncGenerator<Piece> {
  if (format === 'csv') yield { text: BOM + csvLine(HEADER), events: 0 };
  const line = format === 'csv' ? csvRow : jsonLine;
  for await (const { record } of history(createQueries(ctx), filter))
    yield { text: await line(record, shown), events: 1 };
}

const BATCH = 65_536;

/** Writes the pieces to a new file in batches; returns the number of events and the SHA-256 of the file. */
const writePieces = async (file: string, pieces: AsyncIterable<Piece>) => {
  const out = await open(file, 'wx', 0o600);
  const hash = createHash('sha256');
  let [text, events] = ['', 0];
  const flush = async () => {
    hash.update(text);
    await out.write(text);
    text = '';
  };
  try {
    for await (const piece of pieces) {
      events += piece.events;
      text += piece.text;
      if (text.length > BATCH) await flush();
    }
    await flush();
  } finally {
    await out.close();
  }
  return { events, sha256: hash.digest('hex') };
};

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

const requireNew = (...files: string[]): void => {
  for (const file of files)
    if (existsSync(file)) throw new UserError(`${file} already exists; choose another name`);
};

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
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const zoneOf = (locationId: string) => zones.get(locationId) ?? timeZone;
  if (!options.unmask) return { erased, zoneOf };
  await operate('export/unmask', { id, query, reason: reasonOf(options) });
  return { erased, zoneOf, numberOf: unmaskedNumbers({ store, personalData }) };
};

/** The manifest: query, result, who exported it and when, and the newest checkpoint of the log. */
const manifestOf = async (ctx: AppContext, event: Recorded, data: Record<string, unknown>) => {
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

const runExport = (options: Options, typed: FilterOptions) =>
  onLine(async ({ ctx, operate }) => {
    const { out, unmask, json } = options;
    const format = formatOf(options, typed);
    const { limit: _, cursor: __, ...filter } = await filterOf(createQueries(ctx), ctx.config, typed);
    const query = recordedQuery(filter);
    const [part, manifest] = [`${out}.part`, `${out}.manifest.json`];
    requireNew(out, manifest);
    const id = ulid(ctx.system.now());
    const shown = await displayOf(ctx, operate, id, options, query);
    try {
      const result = await writePieces(
        part,
        format === 'log' ? wholeLog(ctx) : filteredEvents(ctx, filter, format, shown),
      );
      const data = { query, format, ...result, numbers: unmask ? 'clear' : 'masked' } as const;
      const contents = await manifestOf(ctx, await operate('export/record', { ...data, id }), data);
      writeFileSync(manifest, `${JSON.stringify(contents, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
      renameSync(part, out);
      const behind = await createQueries(ctx).directoryBehind();
      print(json, { ...contents, behind }, () =>
        [
          ...behindLines(ERASED_LIST, behind),
          `Events written to ${out}: ${result.events}. Details are in ${manifest}.`,
        ].join('\n'),
      );
    } finally {
      rmSync(part, { force: true });
    }
  });

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
