import { describe, expect, it } from 'vitest';
import { type BoardRow, boardRow, completedRow, rowStatus } from '../../domain/emergency/read-models.ts';
import { compareRows, type Mismatch } from '../../projections/compare-rows.ts';
import { eraseAdmin } from '../../use-cases/erase-admin.ts';
import { revokeAdmin } from '../../use-cases/revoke-admin.ts';
import { change } from '../kit/changes.ts';
import { ANA, type MemoryLine, memoryLine } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';

const HOUR = 3_600_000;
const action = (actionId: string) => ({ principal: 'ops', actionId });

const mismatches = async ({ ports }: MemoryLine): Promise<Mismatch[]> => {
  const found: Mismatch[] = [];
  const subjects = async function* () {
    yield* ['ana', 'ben', 'lin'];
  };
  for await (const one of compareRows({ ...ports, subjects })) found.push(one);
  return found;
};

/** A line whose rows are up to date, an hour later. */
const lived = async (): Promise<MemoryLine> => {
  const line = await memoryLine();
  const call = phoneCall(line, ANA);
  await call.provesWhoItIs();
  await call.sets('Manila', 'weather', 0);
  await change(line.ports, { locationId: 'Sydney', action: 'set' });
  await change(line.ports, { locationId: 'Sydney', action: 'remove' });
  await line.catchUp();
  line.ports.system.advance(HOUR);
  return line;
};

const boardOf = ({ ports }: MemoryLine) => ports.board.rows;
const directoryOf = ({ ports }: MemoryLine) => ports.directory.rows;
type Rows = Map<string, Record<string, unknown>>;
const edit = (rows: unknown, id: string, fields: object) => {
  const map = rows as Rows;
  map.set(id, { ...map.get(id), ...fields });
};

describe('a row that the projector wrote is explained', () => {
  it('after every kind of change', async () => {
    const line = await lived();
    await revokeAdmin(line.ports, action('1'), 'ben', 'left');
    await eraseAdmin(line.ports, action('2'), 'lin', 'asked');
    await line.catchUp();
    line.ports.system.advance(HOUR);
    expect(await mismatches(line)).toStrictEqual([]);
  });

  it('while an event of just now has not reached it', async () => {
    const line = await lived();
    await change(line.ports, { locationId: 'Manila', action: 'remove' });
    await eraseAdmin(line.ports, action('1'), 'ben', 'asked');
    expect(await mismatches(line)).toStrictEqual([]);
  });
});

describe('a row that lacks an event', () => {
  it('is found also when the event is dated ahead of this clock', async () => {
    const line = await lived();
    await change(line.ports, { locationId: 'Manila', action: 'remove' });
    line.ports.system.advance(-HOUR);
    expect(await mismatches(line)).toStrictEqual([
      { table: 'board', stream: 'location/Manila', reason: 'stale' },
    ]);
  });
});

describe('a row that no event explains is found', () => {
  it.each<[string, (line: MemoryLine) => void, Mismatch]>([
    [
      'a location shown in an emergency that it is not in',
      (line) => edit(boardOf(line), 'Sydney', { emergency: true, emergencyType: 'fire-alarm' }),
      { table: 'board', stream: 'location/Sydney', reason: 'differs' },
    ],
    [
      'other words for the callers',
      (line) => edit(boardOf(line), 'Manila', { message: { 'en-US': 'Come in.' } }),
      { table: 'board', stream: 'location/Manila', reason: 'differs' },
    ],
    [
      'a number of events that the location does not have',
      (line) => edit(boardOf(line), 'Manila', { seq: 99 }),
      { table: 'board', stream: 'location/Manila', reason: 'no-event' },
    ],
    [
      'the row of a location that the log does not know',
      (line) => edit(boardOf(line), 'Atlantis', { location: 'Atlantis', seq: 1, emergency: true }),
      { table: 'board', stream: 'location/Atlantis', reason: 'no-event' },
    ],
    [
      'a row by a name that no location may have',
      (line) => edit(boardOf(line), 'no/where', { location: 'no/where', seq: 1, emergency: true }),
      { table: 'board', stream: 'location/no/where', reason: 'no-event' },
    ],
    [
      'the row from before the last change, put back',
      (line) => edit(boardOf(line), 'Sydney', { seq: 1, statusSeq: 1, emergency: true }),
      { table: 'board', stream: 'location/Sydney', reason: 'stale' },
    ],
    [
      'a deleted row of a location in an emergency',
      (line) => boardOf(line).delete('Manila'),
      { table: 'board', stream: 'location/Manila', reason: 'stale' },
    ],
    [
      'another number of an administrator',
      (line) => edit(directoryOf(line), 'ana', { number: '+6590000000' }),
      { table: 'directory', stream: 'admin/ana', reason: 'differs' },
    ],
    [
      'more locations than the administrator was given',
      (line) => edit(directoryOf(line), 'ben', { locations: ['*'] }),
      { table: 'directory', stream: 'admin/ben', reason: 'differs' },
    ],
    [
      'another number, in a row that claims to be newer than the log',
      (line) => edit(directoryOf(line), 'ana', { number: '+6590000000', seq: 1_000 }),
      { table: 'directory', stream: 'admin/ana', reason: 'no-event' },
    ],
    [
      'an administrator whom nobody enrolled',
      (line) => edit(directoryOf(line), 'eve', { adminId: 'eve', number: '+6590000000', seq: 1 }),
      { table: 'directory', stream: 'admin/eve', reason: 'no-event' },
    ],
    [
      'a deleted administrator',
      (line) => directoryOf(line).delete('ben'),
      { table: 'directory', stream: 'admin/ben', reason: 'stale' },
    ],
  ])('%s', async (_, tamper, mismatch) => {
    const line = await lived();
    tamper(line);
    expect(await mismatches(line)).toStrictEqual([mismatch]);
  });

  it('a revoked administrator who is put back', async () => {
    const line = await lived();
    const before = structuredClone(directoryOf(line).get('ben'));
    await revokeAdmin(line.ports, action('1'), 'ben', 'left');
    await line.catchUp();
    line.ports.system.advance(HOUR);
    edit(directoryOf(line), 'ben', before ?? {});
    expect(await mismatches(line)).toStrictEqual([
      { table: 'directory', stream: 'admin/ben', reason: 'stale' },
    ]);
  });

  it('the row of an erased administrator with the number in it again', async () => {
    const line = await lived();
    await eraseAdmin(line.ports, action('1'), 'ben', 'asked');
    await line.catchUp();
    edit(directoryOf(line), 'ben', { number: '+6591110002' });
    expect(await mismatches(line)).toMatchObject([{ stream: 'admin/ben', reason: 'differs' }]);
  });
});

it('a row of an older version, without words for later days, is compared as if it had those of its day', () => {
  const old: BoardRow = {
    location: 'Manila',
    emergency: true,
    emergencyType: 'weather',
    updatedAt: '2026-11-22T06:00:00.000Z',
    updatedBy: 'operator/ops',
    message: { 'en-US': 'Closed.' },
    seq: 1,
    statusSeq: 1,
    eventId: '01KB3ZXA0000000000000000',
  };
  expect(completedRow(old)).toStrictEqual(boardRow('Manila', 1, rowStatus(old)));
});
