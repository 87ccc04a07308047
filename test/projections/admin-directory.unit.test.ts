import { describe, expect, it } from 'vitest';
import { parseE164 } from '../../domain/emergency/secret.ts';
import { rebuild } from '../../projections/rebuild.ts';
import { around } from '../kit/around.ts';
import { revoke, writeEntry } from '../kit/enroll.ts';
import { ANA, type MemoryLine, memoryLine } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';
import { streamRecord } from '../kit/stream-records.ts';

const NEW_NUMBER = '+6591119999';

const find = async ({ ports }: MemoryLine, text: string) => {
  const number = parseE164(text);
  return number && (await ports.directory.find(number))?.adminId;
};

/** Delivers all events of one administrator again, oldest first. */
const redeliver = ({ items, consumers }: MemoryLine, adminId: string) => {
  const late = items.filter(({ pk }) => pk === `admin/${adminId}`);
  return consumers.project({ Records: late.map((item, index) => streamRecord(item, index)) });
};

describe('the directory of administrators', () => {
  it('has the enrolled administrators, with number and name in the clear', async () => {
    const line = await memoryLine();
    expect(line.ports.directory.rows.get('ana')).toStrictEqual({
      adminId: 'ana',
      number: ANA,
      name: 'Name of ana',
      maskedNumber: '+65******01',
      locations: ['*'],
      language: 'en-US',
      phone: { type: 'MOBILE', carrier: 'Example Mobile', mcc: '525', mnc: '01', country: 'SG' },
      factor: 'sms',
      numberSeq: 1,
      seq: 1,
    });
  });

  it('follows a change of number', async () => {
    const line = await memoryLine();
    await writeEntry(line.ports, 'change', { adminId: 'ana', number: NEW_NUMBER });
    await line.catchUp();
    expect(line.ports.directory.rows.get('ana')).toMatchObject({ number: NEW_NUMBER, numberSeq: 2, seq: 2 });
    expect(await find(line, ANA)).toBeUndefined();
  });

  it('keeps the phone of the number when the rest of the entry changes', async () => {
    const line = await memoryLine();
    await writeEntry(line.ports, 'change', { adminId: 'ana', number: ANA, locations: ['Sydney'] });
    await line.catchUp();
    expect(line.ports.directory.rows.get('ana')).toMatchObject({
      number: ANA,
      numberSeq: 1,
      seq: 2,
      locations: ['Sydney'],
    });
  });

  it('removes a revoked administrator, and adds a new enrollment', async () => {
    const line = await memoryLine();
    await revoke(line.ports, 'ana');
    await line.catchUp();
    expect(line.ports.directory.rows.get('ana')).toStrictEqual({
      adminId: 'ana',
      maskedNumber: '+65******01',
      locations: ['*'],
      language: 'en-US',
      phone: { type: 'MOBILE', carrier: 'Example Mobile', mcc: '525', mnc: '01', country: 'SG' },
      factor: 'sms',
      numberSeq: 1,
      seq: 2,
    });
    await writeEntry(line.ports, 'enroll', { adminId: 'ana', number: ANA });
    await line.catchUp();
    expect(line.ports.directory.rows.get('ana')).toMatchObject({ number: ANA, seq: 3 });
  });

  it('does not bring a number back when old records are delivered again', async () => {
    const line = await memoryLine();
    await writeEntry(line.ports, 'change', { adminId: 'ana', number: NEW_NUMBER });
    await line.catchUp();
    await redeliver(line, 'ana');
    expect(await find(line, ANA)).toBeUndefined();
    await revoke(line.ports, 'ana');
    await line.catchUp();
    await redeliver(line, 'ana');
    expect(await find(line, NEW_NUMBER)).toBeUndefined();
  });

  it('does not let a slow worker with an old state overwrite a newer row', async () => {
    const line = await memoryLine();
    const old = structuredClone(line.ports.directory.rows.get('ana'));
    await revoke(line.ports, 'ana');
    await line.catchUp();
    expect(old && (await line.ports.directory.put(old))).toBe(false);
  });

  it('has no number or name of an erased person after a rebuild', async () => {
    const line = await memoryLine();
    await line.ports.personalData.deleteKey('ana');
    await rebuild(line.ports);
    expect(line.ports.directory.rows.get('ana')).not.toHaveProperty('number');
    expect(line.ports.directory.rows.get('ana')).not.toHaveProperty('name');
    expect(line.ports.directory.rows.get('ben')).toHaveProperty('number');
  });

  it('reads the log only for events that change an entry', async () => {
    const heads: string[] = [];
    const line = await memoryLine({
      wrap: { store: around(['head'], (method) => void heads.push(method)) },
    });
    await redeliver(line, 'ana');
    expect(heads).toEqual(['head']);
    await phoneCall(line, ANA).types('000000');
    heads.length = 0;
    const records = line.items.slice(3).map((item, index) => streamRecord(item, 3 + index));
    expect(records.map(({ dynamodb }) => dynamodb.NewImage?.type)).toEqual([{ S: 'PinRejected' }]);
    await line.consumers.project({ Records: records });
    expect(heads).toEqual([]);
  });
});
