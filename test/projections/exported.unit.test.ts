import { describe, expect, it } from 'vitest';
import type { LogRecord } from '../../domain/ledger/event-store.ts';
import { csvLine, csvRow, HEADER, jsonLine } from '../../use-cases/queries/export.ts';
import { unmaskedNumbers } from '../../use-cases/queries/unmasked-numbers.ts';
import { recordExport } from '../../use-cases/record-export.ts';
import { writeEntry } from '../kit/enroll.ts';
import { ANA, memoryLine } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';

const NOBODY: ReadonlySet<string> = new Set();
const zoneOf = (id: string) => (id === 'Manila' ? 'Asia/Manila' : 'Etc/UTC');
const NEXT = '+6591112222';

/** Ana sets Manila, and changes to another number later. */
const story = async () => {
  const line = await memoryLine();
  const call = phoneCall(line, ANA);
  await call.provesWhoItIs();
  await call.sets('Manila', 'weather', 0);
  line.ports.system.advance(60_000);
  await writeEntry(line.ports, 'change', { adminId: 'ana', number: NEXT });
  const records: LogRecord[] = [];
  for (const item of line.items)
    records.push(...(await line.ports.store.records([{ stream: item.pk, seq: item.sk }])));
  const of = (type: string) => records.find(({ event }) => event.type === type) as LogRecord;
  return { line, of, contactId: call.contactId };
};

describe('a CSV row', () => {
  it('has time, stream, sentence and actor, with the number masked', async () => {
    const { of, contactId } = await story();
    const set = of('EmergencySet');
    const inManila = new Date(Date.parse(set.event.at) + 8 * 3_600_000)
      .toISOString()
      .slice(0, 19)
      .replace('T', ' ');
    const messages = set.event.data.messages as Record<string, string>;
    const said = Object.entries(messages)
      .map(([code, text]) => `${code}: ${text}`)
      .join(' | ');
    const words = /[",;]/.test(said) ? `"${said.replaceAll('"', '""')}"` : said;
    expect(await csvRow(set, { erased: NOBODY, zoneOf })).toBe(
      `${set.event.at},${inManila},Asia/Manila,location/Manila#1,EmergencySet,done,ana put Manila into an emergency: weather.,admin/ana,Manila,ana,+65******01,${words},,no,${contactId},${set.event.id},${set.hash}\r\n`,
    );
    expect(csvLine(HEADER).split(',')).toHaveLength(17);
  });

  it('does not name an erased administrator', async () => {
    const { of } = await story();
    const row = await csvRow(of('EmergencySet'), { erased: new Set(['ana']), zoneOf });
    expect(row).toContain('erased administrator put Manila');
    expect(row).not.toContain('+65');
  });

  it.each([
    ['a comma', 'a,b', '"a,b"'],
    ['a quote', 'say "no"', '"say ""no"""'],
    ['a line break', 'a\nb', 'a\\u{A}b'],
    ['a formula', '=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['a formula by plus', '+1+2', "'+1+2"],
    ['a formula by minus', '-A1', "'-A1"],
    ['a formula after a space', ' =1', "' =1"],
    ['a formula in full width', '＝1', "'＝1"],
    ['a sentence after a dash', '- closed', "'- closed"],
    ['a positive number', '+1', '+1'],
    ['a negative number', '-1.5', '-1.5'],
    ['a phone number', '+6591110001', '+6591110001'],
    ['a masked number', '+65******01', '+65******01'],
    ['a dash', '-', '-'],
    ['a semicolon', 'a;b', '"a;b"'],
    ['a formula by at', '@SUM(A1)', "'@SUM(A1)"],
    ['a tab before a formula', '\t=1', '\\u{9}=1'],
    ['a return before a formula', '\r=1', '\\u{D}=1'],
    ['letters of any kind', 'Zoë 中', 'Zoë 中'],
    ['nothing', '', ''],
  ])('writes %s as one cell, and not as a formula', (_, cell, written) => {
    expect(csvLine(['a', cell, 'b'])).toBe(`a,${written},b\r\n`);
  });
});

describe('a JSON line', () => {
  it('has the exact body and its hash', async () => {
    const { of } = await story();
    const { body, hash, event } = of('AdminEnrolled');
    const line = await jsonLine({ body, hash, event }, { erased: NOBODY, zoneOf });
    expect(line).toBe(`{"hash":"${hash}","body":${body}}\n`);
    expect(line).not.toContain(ANA);
  });
});

describe('numbers in the clear', () => {
  it('are those at the time of the event, not the current ones', async () => {
    const { line, of } = await story();
    const numberOf = unmaskedNumbers(line.ports);
    const shown = { erased: NOBODY, numberOf, zoneOf };
    expect(await csvRow(of('EmergencySet'), shown)).toContain(`,${ANA},`);
    expect(await csvRow(of('AdminChanged'), shown)).toContain(`,${NEXT},`);
    expect(JSON.parse(await jsonLine(of('EmergencySet'), shown)).number).toBe(ANA);
  });

  it('are missing for erased and unknown administrators', async () => {
    const { line, of } = await story();
    await line.ports.personalData.deleteKey('ana');
    const numberOf = unmaskedNumbers(line.ports);
    expect(await numberOf('ana', line.ports.system.now())).toBeNull();
    expect(await numberOf('nobody', line.ports.system.now())).toBeNull();
    expect(await csvRow(of('EmergencySet'), { erased: NOBODY, numberOf, zoneOf })).toContain(',+65******01,');
  });

  it('are recorded when requested and exported; neither event publishes the query', async () => {
    const { line } = await story();
    const act = { principal: 'reviewer', actionId: 'export-1' };
    const query = { admin: 'ana' };
    await recordExport(line.ports, act, { type: 'NumbersUnmasked', data: { query, reason: 'complaint' } });
    const data = { query, format: 'csv', events: 2, sha256: 'a'.repeat(64), numbers: 'clear' } as const;
    await recordExport(line.ports, act, { type: 'LogExported', data });
    expect(line.history('call/export-1')).toStrictEqual([
      { stream: 'call/export-1', type: 'NumbersUnmasked', data: { query, reason: 'complaint' } },
      { stream: 'call/export-1', type: 'LogExported', data },
    ]);
    await line.catchUp();
    const published = line.ports.bus.calls.flat().map(({ detail }) => JSON.parse(detail));
    const { query: _, ...shown } = data;
    expect(
      published.filter(({ stream }) => stream === 'call/export-1').map(({ data }) => data),
    ).toStrictEqual([{}, shown]);
  });
});
