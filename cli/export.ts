import { createHash } from 'node:crypto';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Command } from 'commander';
import { dynamoCheckpoints } from '../adapters/dynamo-leaf-log.ts';
import { EXPORT_FORMATS } from '../domain/emergency/index.ts';
import type { StoredEvent } from '../domain/ledger/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createQueries, createStores } from '../handlers/composition/projector.ts';
import { documentClient } from '../handlers/composition/stores.ts';
import type { OperatorAction } from '../use-cases/operator-action.ts';
import { erasedIds } from '../use-cases/queries/board.ts';
import { csvLine, csvRow, HEADER, jsonLine, type Shown } from '../use-cases/queries/export.ts';
import { history } from '../use-cases/queries/history.ts';
import { unmaskedNumbers } from '../use-cases/queries/unmasked-numbers.ts';
import { recordExport } from '../use-cases/record-export.ts';
import { behindLines } from './behind.ts';
import { onLine } from './connection.ts';
import { type Piece, wholeLog } from './export-log.ts';
import { filtered, queryOf } from './history.ts';
import { operatorAction, textOf } from './operator-action.ts';
import { print, UserError } from './output.ts';

type Options = {
  out: string;
  format: string;
  as?: string;
  unmask?: boolean;
  reason?: string;
  json?: boolean;
};
type Asked = Record<string, string>;
type Format = (typeof EXPORT_FORMATS)[number];

type Filter = Omit<ReturnType<typeof queryOf>, 'limit' | 'cursor'>;

/** Exactly what was asked for, a piece for each event. */
async function* chosen(ctx: AppContext, filter: Filter, format: Format, shown: Shown): AsyncGenerator<Piece> {
  if (format === 'csv') yield { text: csvLine(HEADER), events: 0 };
  const line = format === 'csv' ? csvRow : jsonLine;
  for await (const { record } of history(createQueries(ctx), filter))
    yield { text: await line(record, shown), events: 1 };
}

const BATCH = 65_536;

/** Writes the pieces into a new file, some at once; answers how many events, and the SHA-256 of the file. */
const written = async (file: string, pieces: AsyncIterable<Piece>) => {
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

const formatOf = ({ format, unmask }: Options, asked: Asked): Format => {
  const found = EXPORT_FORMATS.find((one) => one === format);
  if (!found) throw new UserError(`--format: there are ${EXPORT_FORMATS.join(', ')}`);
  if (found === 'log' && (unmask || Object.keys(asked).length > 0))
    throw new UserError(
      '--format log is the whole log, as it stands; choose csv or jsonl to filter or to unmask',
    );
  return found;
};

const mustBeNew = (...files: string[]): void => {
  for (const file of files)
    if (existsSync(file)) throw new UserError(`${file} is there already, and nothing is written over`);
};

/** Numbers are masked, unless it is on record first who wanted them in the clear, and why. */
const shownIn = async (
  ctx: AppContext,
  act: OperatorAction,
  options: Options,
  query: Asked,
): Promise<Shown> => {
  const { store, directory, personalData } = createStores(ctx);
  const erased = await erasedIds(directory);
  if (!options.unmask) return { erased };
  const reason = textOf('--reason', options.reason);
  await recordExport({ store, system: ctx.system }, act, {
    type: 'NumbersUnmasked',
    data: { query, reason },
  });
  return { erased, numberOf: unmaskedNumbers({ store, personalData }) };
};

/** What the file is: what was asked for, what came, who has it, and the newest checkpoint of the log. */
const manifestOf = async (ctx: AppContext, event: StoredEvent) => {
  const { config, environment } = ctx;
  const db = documentClient(ctx);
  const newest = await dynamoCheckpoints(db, environment.EVENTS_TABLE).newest();
  const { stream, seq, id, at, actor, data } = event;
  return {
    origin: config.origin,
    ...data,
    exported: { at, actor, stream, seq, id },
    checkpoint: newest && { size: newest.size, note: newest.note },
  };
};

const exported = (options: Options, query: Asked) =>
  onLine(async ({ ctx }) => {
    const { out, as, unmask, json } = options;
    const format = formatOf(options, query);
    const { limit: _, cursor: __, ...filter } = queryOf(query);
    const [part, manifest] = [`${out}.part`, `${out}.manifest.json`];
    mustBeNew(out, manifest);
    const act = operatorAction(ctx, as, 'export');
    const shown = await shownIn(ctx, act, options, query);
    try {
      const made = await written(part, format === 'log' ? wholeLog(ctx) : chosen(ctx, filter, format, shown));
      const data = { query, format, ...made, numbers: unmask ? 'clear' : 'masked' } as const;
      const { store } = createStores(ctx);
      const event = await recordExport({ store, system: ctx.system }, act, { type: 'LogExported', data });
      const says = await manifestOf(ctx, event);
      writeFileSync(manifest, `${JSON.stringify(says, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
      renameSync(part, out);
      const behind = await createQueries(ctx).directoryBehind();
      print(json, { ...says, behind }, () =>
        [
          ...behindLines('the list of who was erased', behind),
          `Events written to ${out}: ${made.events}. What they are stands in ${manifest}.`,
        ].join('\n'),
      );
    } finally {
      rmSync(part, { force: true });
    }
  });

/** `emergency export`: the log, or what was chosen of it, into a file; on record. */
export const exportCommand = (program: Command): void => {
  filtered(program.command('export'))
    .description('writes the log into a new file, with a manifest beside it; that it was done is an event')
    .requiredOption('--out <file>', 'a new file')
    .option(
      '--format <format>',
      'log: every item, for emergency verify; csv: for people; jsonl: for machines',
      'log',
    )
    .option('--unmask', 'numbers in the clear, which is an event of its own; needs --reason')
    .option('--reason <text>', 'why they have to be')
    .option('--as <principal>', 'who does it; this machine’s user unless given')
    .option('--json')
    .action(({ out, format, as, unmask, reason, json, ...asked }: Options & Asked) =>
      exported({ out, format, as, unmask, reason, json } as Options, asked as Asked),
    );
};
