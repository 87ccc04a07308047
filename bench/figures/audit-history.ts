import { dynamoEventStore } from '../../adapters/dynamo-event-store.ts';
import { dynamoLeafLog } from '../../adapters/dynamo-leaf-log.ts';
import { sha256 } from '../../adapters/sha256.ts';
import { logLines } from '../../cli/export-log.ts';
import { csvRow, jsonLine } from '../../use-cases/queries/export.ts';
import { history } from '../../use-cases/queries/history.ts';
import { fakeTable } from '../fake-table.ts';
import type { Figure } from '../figure.ts';
import { rounded } from '../statistics.ts';

const SHORT = 1000;
const LONG = 1_000_000;
const PAGE = 50;
const EXPORTED = 50_000;
const BAR = 20_000;
const NOW = Date.UTC(2026, 10, 22);

const portsOn = (events: number) => {
  const { db, asked } = fakeTable(events);
  const log = { origin: 'emergency-line/bench', sha256 };
  return {
    asked,
    // Every event has its leaf: what is measured is the log's order.
    store: { ...dynamoEventStore(db, 'Events', log), day: async function* () {} },
    leaves: dynamoLeafLog(db, 'Events'),
    checkpoints: { newest: async () => ({ serial: 1, at: NOW, size: events, note: '', range: [] }) },
    system: { now: () => NOW },
  };
};

/** What a page from the middle of a log asks of the table. */
const pageOf = async (events: number): Promise<string> => {
  const { asked, ...ports } = portsOn(events);
  let found = 0;
  for await (const _ of history(ports, {}, { cursor: `log-${events / 2}`, page: PAGE })) {
    found += 1;
    if (found === PAGE) break;
  }
  const requests = Object.entries(asked.requests).map(([operation, times]) => `${times} ${operation}`);
  return `${requests.join(' + ')}, ${asked.readUnits} units`;
};

/** Events a second of processor time, without the table's own. */
const rateOf = async (pieces: AsyncIterable<string>): Promise<number> => {
  const before = process.cpuUsage();
  let written = 0;
  for await (const text of pieces) written += text.length;
  const { user, system } = process.cpuUsage(before);
  return written === 0 ? 0 : Math.round(EXPORTED / ((user + system) / 1e6));
};

async function* chosen(write: typeof csvRow): AsyncGenerator<string> {
  const { asked: _, ...ports } = portsOn(EXPORTED);
  for await (const { record } of history(ports, {})) yield await write(record, { erased: new Set() });
}

async function* whole(): AsyncGenerator<string> {
  const { store, leaves } = portsOn(EXPORTED);
  for await (const { text } of logLines(store, leaves)) yield text;
}

/** A page of the history of a thousand events and of a million; and how fast an export is made, the fake table's work included. */
export const auditHistoryFigure = async (): Promise<Figure> => {
  const [short, long] = [await pageOf(SHORT), await pageOf(LONG)];
  const rates = {
    csv: await rateOf(chosen(csvRow)),
    jsonl: await rateOf(chosen(jsonLine)),
    log: await rateOf(whole()),
  };
  const slowest = Math.min(...Object.values(rates));
  return {
    name: 'history and export',
    bar: `a page of ${PAGE} asks the same of a log of ${SHORT} events and of ${LONG}; export ≥ ${BAR} events a second of one core`,
    measured: `${short} and ${long}; ${Object.entries(rates)
      .map(([format, rate]) => `${format} ${rate}/s`)
      .join(', ')}`,
    held: short === long && slowest >= BAR,
    details: { short, long, rates, slowest: rounded(slowest) },
  };
};
