import { expect, it } from 'vitest';
import { displayedEvent } from '../../domain/emergency/index.ts';
import type { StoredEvent } from '../../domain/ledger/index.ts';
import { eraseAdmin } from '../../use-cases/erase-admin.ts';
import { accessAt } from '../../use-cases/queries/access.ts';
import { asOf, displayedAsOf } from '../../use-cases/queries/as-of.ts';
import { authorityOf, type Change, displayedAuthority } from '../../use-cases/queries/change-authority.ts';
import { csvRow } from '../../use-cases/queries/export.ts';
import { recordExport } from '../../use-cases/record-export.ts';
import { ANA, memoryLine } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';

const erased = new Set(['ana']);
const ANAS = /\bana\b|\*01/;

/** Ana sets Manila, an export of her events is recorded, and she is erased. */
const story = async () => {
  const line = await memoryLine();
  const call = phoneCall(line, ANA);
  await call.provesWhoItIs();
  await call.sets('Manila', 'weather', 0);
  const act = { principal: 'reviewer', actionId: 'export-1' };
  const query = { admin: 'ana', stream: 'admin/ana' };
  await recordExport(line.ports, act, { type: 'NumbersUnmasked', data: { query, reason: 'complaint' } });
  await eraseAdmin(line.ports, act, 'ana', 'asked for it');
  const records = line.items.map(({ body, hash }) => ({
    body,
    hash,
    event: JSON.parse(body) as StoredEvent,
  }));
  return { line, records, now: line.ports.system.now() };
};

it('no event names an erased administrator, in whatever field, as JSON and as CSV', async () => {
  const { records } = await story();
  expect(records.filter(({ body }) => ANAS.test(body)).length).toBeGreaterThan(6);
  for (const record of records) {
    expect(JSON.stringify(displayedEvent(record.event, erased))).not.toMatch(ANAS);
    expect(await csvRow(record, { erased, zoneOf: () => 'Asia/Manila' })).not.toMatch(ANAS);
  }
});

it('neither a status at a time nor why a change was allowed names an erased administrator', async () => {
  const { line, records, now } = await story();
  const found = displayedAsOf(await asOf(line.ports.store, 'Manila', now), erased);
  expect(found.changes).toMatchObject([
    { actor: 'erased administrator', provenBy: { stream: 'erased administrator' } },
  ]);
  const set = records.find(({ event }) => event.type === 'EmergencySet')?.event as Change;
  const authority = displayedAuthority(await authorityOf(line.ports.store, set), erased);
  for (const view of [found, authority, await accessAt(line.ports.store, now)])
    expect(JSON.stringify(view)).not.toMatch(ANAS);
});

it('only the erased are left unnamed', async () => {
  const { records } = await story();
  for (const { event } of records)
    expect(displayedEvent(event, new Set(['anabel', 'an']))).toStrictEqual(event);
});
