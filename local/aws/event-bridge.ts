import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { FaultKind } from './faults.ts';
import { type Journal, openJournal } from './journal.ts';
import { parseRequest } from './requests.ts';
import { ServiceError } from './services.ts';

/** An event as subscribers receive it. `time`: the event's own; `at`: when the bus accepted it. */
const BusEvent = z.object({
  id: z.string(),
  at: z.string(),
  bus: z.string(),
  source: z.string(),
  detailType: z.string(),
  time: z.string(),
  detail: z.record(z.string(), z.unknown()),
});
export type BusEvent = z.infer<typeof BusEvent>;

/** Opens the accepted events of all buses, in order, in `<folder>/bus.jsonl`. */
export const openBus = (folder: string | undefined): Journal<BusEvent> =>
  openJournal(folder, 'bus', BusEvent);

const Entry = z.strictObject({
  EventBusName: z.string().min(1).max(1_600).default('default'),
  Source: z.string().optional(),
  DetailType: z.string().max(128).optional(),
  Detail: z.string().optional(),
  Time: z.number().optional(),
});
type Entry = z.infer<typeof Entry>;

const PutEvents = z.strictObject({ Entries: z.array(Entry).min(1).max(10) });

// 1 MB since 29 January 2026; see
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size
const MAX_BYTES = 1_048_576;

/** EventBridge's PutEvents: accepts valid entries even when others in the request are rejected. */
export const eventBridgeOperations = (bus: Journal<BusEvent>, now: () => number) => ({
  PutEvents: (input: unknown, fault: FaultKind | undefined) => {
    const { Entries } = parseRequest('eventbridge', PutEvents, input);
    if (Entries.some((entry) => sizeOf(entry) > MAX_BYTES))
      throw new ServiceError(
        'ValidationException',
        'Total size of the entries in the request is over the limit.',
      );
    if (Entries.every((entry) => missingMember(entry) !== undefined))
      throw new ServiceError('ValidationException', 'Source, DetailType and Detail are required.');
    const codes = typeof fault === 'object' && 'entryErrorCodes' in fault ? fault.entryErrorCodes : [];
    const results = Entries.map((entry, index) => accept(entry, now(), codes[index] ?? null));
    bus.append(...results.flatMap((result) => ('event' in result ? [result.event] : [])));
    return {
      FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length,
      Entries: results.map((result) => ('event' in result ? { EventId: result.event.id } : result)),
    };
  },
});

type Rejection = { ErrorCode: string; ErrorMessage: string };

const accept = (entry: Entry, now: number, code: string | null): { event: BusEvent } | Rejection => {
  if (code !== null) return { ErrorCode: code, ErrorMessage: code };
  const member = missingMember(entry);
  if (member) return { ErrorCode: 'InvalidArgument', ErrorMessage: `${member} is a required argument.` };
  const detail = jsonObject(entry.Detail);
  if (!detail) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  const at = new Date(now).toISOString();
  return {
    event: {
      id: randomUUID(),
      at,
      bus: entry.EventBusName,
      source: entry.Source ?? '',
      detailType: entry.DetailType ?? '',
      // JSON 1.1 carries time as seconds since 1970.
      time: entry.Time === undefined ? at : new Date(entry.Time * 1_000).toISOString(),
      detail,
    },
  };
};

const missingMember = (entry: Entry) =>
  (['Source', 'DetailType', 'Detail'] as const).find((member) => !entry[member]);

const sizeOf = ({ Time, Source = '', DetailType = '', Detail = '' }: Entry) =>
  (Time === undefined ? 0 : 14) + Buffer.byteLength(Source + DetailType + Detail);

const jsonObject = (text = ''): Record<string, unknown> | null => {
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};
