import { describe, expect, it } from 'vitest';
import { type E164, parseE164 } from '../../domain/emergency/secret.ts';
import { projectAdmin } from '../../projections/admin-directory.ts';
import { enrollAdmin } from '../../use-cases/enroll-admin.ts';
import { eraseAdmin } from '../../use-cases/erase-admin.ts';
import { ANA, memoryLine } from '../kit/line.ts';
import { logFaults } from '../kit/log-faults.ts';
import { phoneCall } from '../kit/phone-call.ts';

const act = (actionId: string) => ({ principal: 'privacy', actionId });
const basis = 'asked to be forgotten';

/** The number of a demo administrator, as the ports accept it. */
const number = (text: string) => parseE164(text) as E164;

const erased = async () => {
  const line = await memoryLine();
  await phoneCall(line, ANA).provesWhoItIs();
  await eraseAdmin(line.ports, act('1'), 'ana', basis);
  await line.catchUp();
  return line;
};

describe('erasing an administrator', () => {
  it('leaves an erased row in the directory, without personal data', async () => {
    const line = await erased();
    expect(await line.ports.directory.get('ana')).toMatchObject({
      adminId: 'ana',
      erased: true,
      maskedNumber: 'erased administrator',
    });
    expect(await line.ports.directory.find(number(ANA))).toBeNull();
    expect(await phoneCall(line, ANA).asksForPin()).toMatchObject({ status: 'NOT_LISTED' });
  });

  it('leaves every link of the chain valid', async () => {
    const line = await erased();
    expect(logFaults(line.ports.config.origin, line.items)).toEqual([]);
  });

  it('is not undone by late records', async () => {
    const line = await erased();
    await projectAdmin(line.ports, 'ana');
    expect(await line.ports.directory.find(number(ANA))).toBeNull();
  });

  it('creates no new key when the same id is enrolled again', async () => {
    const line = await erased();
    const entry = { adminId: 'ana', number: number(ANA), name: 'Ana', locations: ['*'], language: 'en-US' };
    const { event } = await enrollAdmin(line.ports, act('2'), 'enroll', entry);
    expect(event).toMatchObject({ type: 'AdminActRefused', data: { act: 'enroll', reason: 'erased' } });
    const place = { stream: 'admin/ana', seq: 1, id: 'x', field: 'number' };
    expect(await line.ports.personalData.decrypt('ana', place, 'v1.x').catch(() => 'a key')).toBeNull();
  });

  it('is completed by a second run, when it stopped before the key was deleted', async () => {
    const line = await memoryLine();
    const failing = {
      ...line.ports,
      personalData: { ...line.ports.personalData, deleteKey: () => Promise.reject(new Error('KMS')) },
    };
    await expect(eraseAdmin(failing, act('1'), 'ana', basis)).rejects.toThrow('KMS');
    const event = await eraseAdmin(line.ports, act('1'), 'ana', basis);
    expect(event.type).toBe('AdminErased');
    await line.catchUp();
    expect(await line.ports.directory.find(number(ANA))).toBeNull();
  });
});
