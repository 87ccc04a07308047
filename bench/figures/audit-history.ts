import { dynamoEventStore } from '../../adapters/dynamo-event-store.ts';
import { dynamoLeafLog } from '../../adapters/dynamo-leaf-log.ts';
import { sha256 } from '../../adapters/sha256.ts';
import { csvRow, jsonLine } from '../../use-cases/queries/export.ts';
import { history } from '../../use-cases/queries/history.ts';
import { logLines } from '../../use-cases/queries/log-lines.ts';
import { fakeTable } from '../fake-table.ts';
import type { Figure } from '../figure.ts';
import { rounded } from '../statistics.ts';
import { formatUsage } from '../usage.ts';

const SHORT = 1000;
const LONG = 1_000_000;
const PAGE = 50;
const EXPORTED = 50_000;
const TARGET = 20_000;
const NOW = Date.UTC(2026, 10, 22);

const portsOn = (events: number) => {
  const { db, usage } = fakeTable(events);
  const log = { origin: 'emergency-line/bench', sha256 };
  return {
    usage,
    // Every event has its leaf, so that only the order of the log is read.
    store: { ...dynamoEventStore(db, 'Events', log), day: async function* () {} },
    leaves: dynamoLeafLog(db, 'Events'),
    checkpoints: { newest: async () => ({ serial: 1, at: NOW, size: events, note: '', range: [] }) },
    system: { now: () => NOW },
  };
};

/** The usage of one page from the middle of a log. */
const pageOf = async (events: number): Promise<string> => {
  const { usage, ...ports } = portsOn(events);
  let found = 0;
  for await (const _ of history(ports, {}, { cursor: `log-${events / 2}`, page: PAGE })) {
    found += 1;
    if (found === PAGE) break;
  }
  return formatUsage(usage);
};

/** Exported events per second of processor time, the fake table's own work included. */
const rateOf = async (pieces: AsyncIterable<string>): Promise<number> => {
  const before = process.cpuUsage();
  let written = 0;
  for await (const text of pieces) written += text.length;
  const { user, system } = process.cpuUsage(before);
  return written === 0 ? 0 : Math.round(EXPORTED / ((user + system) / 1e6));
};

async function* filteredExport(write: typeof csvRow): AsyncGenerator<string> {
  const { usage: _, ...ports } = portsOn(EXPORTED);
  for await (const { record } of history(ports, {}))
    yield await write(record, { zoneOf: () => 'Etc/UTC', erased: new Set() });
}

async function* wholeLog(): AsyncGenerator<string> {
  const { store, leaves } = portsOn(EXPORTED);
  for await (const { text } of logLines(store, leaves)) yield text;
}

/** Compares a page of a history of a thousand events with one of a million, and measures the rate of exports. */
export const auditHistoryFigure = async (): Promise<Figure> => {
  const [short, long] = [await pageOf(SHORT), await pageOf(LONG)];
  const rates = {
    csv: await rateOf(filteredExport(csvRow)),
    jsonl: await rateOf(filteredExport(jsonLine)),
    log: await rateOf(wholeLog()),
  };
  const slowest = Math.min(...Object.values(rates));
  return {
    name: 'history and export',
    target: `a page of ${PAGE} costs the same in a log of ${SHORT} events and of ${LONG}; export ≥ ${TARGET} events/s on one core`,
    measured: `${short} and ${long}; ${Object.entries(rates)
      .map(([format, rate]) => `${format} ${rate}/s`)
      .join(', ')}`,
    passed: short === long && slowest >= TARGET,
    details: { short, long, rates, slowest: rounded(slowest) },
  };
};
