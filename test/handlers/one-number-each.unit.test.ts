import { describe, expect, it } from 'vitest';
import { type E164, parseE164 } from '../../domain/emergency/secret.ts';
import { type AdminPorts, enrollAdmin } from '../../use-cases/enroll-admin.ts';
import { eraseAdmin } from '../../use-cases/erase-admin.ts';
import { revokeAdmin } from '../../use-cases/revoke-admin.ts';
import { ANA, BEN, type MemoryLine, memoryLine } from '../kit/line.ts';

const NEW = '+6591118888';
const MINUTE = 60_000;
let actions = 0;
const action = () => {
  actions += 1;
  return { principal: 'desk', actionId: `cli-${actions}` };
};

const write = async (
  ports: AdminPorts,
  kind: 'enroll' | 'change',
  adminId: string,
  number: string,
  act = action(),
) => {
  const entry = { name: adminId, locations: ['*'], language: 'en-US', number: parseE164(number) as E164 };
  const { event } = await enrollAdmin(ports, act, kind, { adminId, ...entry });
  return event.type === 'AdminActRefused' ? String(event.data.reason) : event.type;
};

/** Every number and who has it, by the log and by the reservations. */
const numbersOf = async (line: MemoryLine) => {
  await line.catchUp();
  const rows = [...line.ports.directory.rows.values()].filter(({ number }) => number !== undefined);
  return {
    log: Object.fromEntries(rows.map(({ adminId, number }) => [adminId, number])),
    reserved: Object.fromEntries(
      [...line.ports.numberReservations.held].map(([number, { adminId }]) => [adminId, number]),
    ),
  };
};

describe('a number', () => {
  it('is enrolled for one of several administrators who are enrolled with it at once', async () => {
    const line = await memoryLine();
    const ids = ['cat', 'dan', 'eve', 'fay'];
    const outcomes = await Promise.all(ids.map((id) => write(line.ports, 'enroll', id, NEW)));
    expect(outcomes.toSorted()).toStrictEqual(['AdminEnrolled', ...Array(3).fill('number-taken')]);
    const { log, reserved } = await numbersOf(line);
    expect(Object.values(log).filter((number) => number === NEW)).toHaveLength(1);
    expect(reserved).toStrictEqual(log);
  });

  it('is not taken by a change either, although the directory has not seen its owner yet', async () => {
    const line = await memoryLine();
    expect(await write(line.ports, 'enroll', 'cat', NEW)).toBe('AdminEnrolled');
    expect(await write(line.ports, 'change', 'ben', NEW)).toBe('number-taken');
    const { log, reserved } = await numbersOf(line);
    expect(log).toMatchObject({ cat: NEW, ben: BEN });
    expect(reserved).toStrictEqual(log);
  });

  it('that was enrolled before there were reservations is its owner’s', async () => {
    const line = await memoryLine();
    line.ports.numberReservations.held.clear();
    expect(await write(line.ports, 'enroll', 'cat', BEN)).toBe('number-taken');
    expect(await write(line.ports, 'change', 'ben', BEN)).toBe('AdminChanged');
    expect((await numbersOf(line)).reserved).toStrictEqual({ ben: BEN });
  });

  it.each([
    ['a change', (line: MemoryLine) => write(line.ports, 'change', 'ben', NEW)],
    ['a revocation', (line: MemoryLine) => revokeAdmin(line.ports, action(), 'ben', 'left')],
    ['an erasure', (line: MemoryLine) => eraseAdmin(line.ports, action(), 'ben', 'asked')],
  ])('is free after %s, at once', async (_, free) => {
    const line = await memoryLine();
    await free(line);
    expect(await write(line.ports, 'enroll', 'cat', BEN)).toBe('AdminEnrolled');
    const { log, reserved } = await numbersOf(line);
    expect(reserved).toStrictEqual(log);
  });

  it('of an erased person leaves no tag, even when the first try stopped before it was deleted', async () => {
    const line = await memoryLine();
    const act = action();
    const release = () => Promise.reject(new Error('unreachable'));
    const failing = { ...line.ports, numberReservations: { ...line.ports.numberReservations, release } };
    await expect(eraseAdmin(failing, act, 'ben', 'asked')).rejects.toThrow('unreachable');
    await eraseAdmin(line.ports, act, 'ben', 'asked');
    expect(line.ports.numberReservations.held.has(BEN)).toBe(false);
  });

  it('whose enrollment never came is free again, but not while it may still come', async () => {
    const line = await memoryLine();
    const append = () => Promise.reject(new Error('stopped here'));
    const stopping = { ...line.ports, store: { ...line.ports.store, append } };
    await expect(write(stopping, 'enroll', 'cat', NEW)).rejects.toThrow('stopped here');
    expect(await write(line.ports, 'enroll', 'dan', NEW)).toBe('number-taken');
    line.ports.system.advance(10 * MINUTE);
    expect(await write(line.ports, 'enroll', 'dan', NEW)).toBe('AdminEnrolled');
    expect(await write(line.ports, 'enroll', 'cat', NEW)).toBe('number-taken');
    expect((await numbersOf(line)).reserved).toMatchObject({ dan: NEW });
  });

  it('reserved by a clock that was hours ahead is not blocked for hours', async () => {
    const line = await memoryLine();
    const { system, numberReservations } = line.ports;
    await numberReservations.reserve(parseE164(NEW) as E164, {
      adminId: 'cat',
      at: system.now() + 480 * MINUTE,
    });
    expect(await write(line.ports, 'enroll', 'dan', NEW)).toBe('AdminEnrolled');
  });

  it('is not enrolled at all when it cannot be reserved', async () => {
    const line = await memoryLine();
    const reserve = () => Promise.reject(new Error('unreachable'));
    const failing = { ...line.ports, numberReservations: { ...line.ports.numberReservations, reserve } };
    await expect(write(failing, 'enroll', 'cat', NEW)).rejects.toThrow('unreachable');
    expect(line.history('admin/cat')).toStrictEqual([]);
  });
});

describe('an administrator', () => {
  it('is enrolled once when two enrollments come at once, and the other number stays free', async () => {
    const line = await memoryLine();
    const outcomes = await Promise.all(
      [NEW, '+6591117777'].map((number) => write(line.ports, 'enroll', 'cat', number)),
    );
    expect(outcomes.toSorted()).toStrictEqual(['AdminEnrolled', 'already-enrolled']);
    const { log, reserved } = await numbersOf(line);
    expect(reserved).toStrictEqual(log);
  });

  it('who is enrolled is refused a second enrollment, with the same number too, and keeps it', async () => {
    const line = await memoryLine();
    const act = action();
    for (const _ of ['first', 'retry'])
      expect(await write(line.ports, 'enroll', 'ana', ANA, act)).toBe('already-enrolled');
    expect(await write(line.ports, 'enroll', 'ana', NEW)).toBe('already-enrolled');
    expect((await numbersOf(line)).reserved).toMatchObject({ ana: ANA });
    expect(line.ports.numberReservations.held.has(NEW)).toBe(false);
  });

  it('whose enrollment is sent again keeps the number that was enrolled', async () => {
    const line = await memoryLine();
    const act = action();
    for (const _ of ['first', 'retry'])
      expect(await write(line.ports, 'enroll', 'cat', NEW, act)).toBe('AdminEnrolled');
    expect((await numbersOf(line)).reserved).toMatchObject({ cat: NEW });
  });
});
