import { describe, expect, it } from 'vitest';
import { forgeRow } from '../kit/directory-table.ts';
import { revoke, writeEntry } from '../kit/enroll.ts';
import { ANA, BEN, LIN, type MemoryLine, memoryLine, STRANGER } from '../kit/line.ts';
import { NO_ANSWER } from '../kit/number-lookup.ts';
import { phoneCall } from '../kit/phone-call.ts';

const NOT_LISTED = { status: 'NOT_LISTED', pinLength: 'none', waitSeconds: 'none' };
const mismatch = (adminId: string) => ({
  stream: `admin/${adminId}`,
  type: 'PinIssueRefused',
  data: { adminId, reason: 'number-mismatch', scope: null, until: null },
});
const alarms = ({ ports }: MemoryLine) => ports.lines.filter((text) => text.includes('NUMBER MISMATCH'));

/** Nothing was texted, no PIN is open on the call, and no change is possible. */
const expectNoWayIn = async (line: MemoryLine, call: ReturnType<typeof phoneCall>) => {
  expect(line.ports.sms.sent).toStrictEqual([]);
  expect(line.ports.sendBudget.places.size).toBe(0);
  expect(await call.types('000000')).toMatchObject({ status: 'EXPIRED', triesLeft: '0' });
  expect(await call.sets('Manila', 'weather', 0)).toMatchObject({ status: 'NOT_VERIFIED' });
  expect(line.items.filter(({ type }) => type === 'EmergencySet')).toStrictEqual([]);
};

describe('a forged row of the directory', () => {
  it('with another number gets no PIN; it is recorded, and alarmed without any number', async () => {
    const line = await memoryLine();
    forgeRow(line, 'ana', { number: STRANGER });
    const call = phoneCall(line, STRANGER);
    const { reply, wrote } = await line.watch(call.asksForPin);
    expect(reply).toStrictEqual(NOT_LISTED);
    expect(wrote).toStrictEqual([mismatch('ana')]);
    expect(alarms(line)).toHaveLength(1);
    expect(JSON.parse(alarms(line)[0] ?? '')).toMatchObject({
      level: 'error',
      function: 'OneTimePin',
      contactId: call.contactId,
      adminId: 'ana',
      stream: 'admin/ana',
    });
    expect([...line.items.map(({ body }) => body), ...line.ports.lines].join()).not.toContain(
      STRANGER.slice(1),
    );
    await expectNoWayIn(line, call);
  });

  it('with another number gets no authenticator code either', async () => {
    const line = await memoryLine();
    forgeRow(line, 'ana', { number: STRANGER, factor: 'totp' });
    const call = phoneCall(line, STRANGER);
    expect((await line.watch(call.asksForPin)).wrote).toStrictEqual([mismatch('ana')]);
    await expectNoWayIn(line, call);
  });

  it.each([
    ['a made-up entry of an administrator', 'ana', { number: STRANGER, numberSeq: 7 }],
    ['an administrator who was never enrolled', 'eve', { number: STRANGER }],
    ['an administrator who was revoked', 'ben', { number: STRANGER, seq: 99 }],
  ])('of %s gets no PIN', async (_, adminId, row) => {
    const line = await memoryLine();
    await revoke(line.ports, 'ben');
    await line.catchUp();
    forgeRow(line, adminId, row);
    const call = phoneCall(line, STRANGER);
    const { reply, wrote } = await line.watch(call.asksForPin);
    expect(reply).toStrictEqual(NOT_LISTED);
    expect(wrote).toStrictEqual([mismatch(adminId)]);
    expect(alarms(line)).toHaveLength(1);
    await expectNoWayIn(line, call);
  });

  it('that swaps two administrators texts neither of them', async () => {
    const line = await memoryLine();
    forgeRow(line, 'ana', { number: BEN });
    forgeRow(line, 'ben', { number: ANA });
    const { wrote } = await line.watch(phoneCall(line, BEN).asksForPin);
    expect(wrote).toStrictEqual([mismatch('ana')]);
    expect(line.ports.sms.sent).toStrictEqual([]);
  });

  it('that is put there after the PIN was texted moves the PIN to nobody else', async () => {
    const line = await memoryLine();
    const call = phoneCall(line, BEN);
    await call.asksForPin();
    const pin = line.ports.sms.pin();
    forgeRow(line, 'ben', { number: STRANGER });
    forgeRow(line, 'ana', { number: BEN });
    expect(await call.types(pin)).toStrictEqual({ status: 'EXPIRED', triesLeft: '0' });
    expect(await call.sets('Sydney', 'weather', 0)).toMatchObject({ status: 'NOT_VERIFIED' });
  });

  it('gives a verified call no other locations than the log does, and no other name', async () => {
    const line = await memoryLine();
    const call = phoneCall(line, BEN);
    await call.provesWhoItIs();
    forgeRow(line, 'ben', { locations: ['*'], maskedNumber: '+65******99' });
    expect(await call.sets('Sydney', 'weather', 0)).toMatchObject({ status: 'NOT_PERMITTED' });
    await call.sets('Manila', 'weather', 0);
    const by = line.history('location/Manila').map(({ data }) => data.by);
    expect(by).toStrictEqual([{ adminId: 'ben', maskedNumber: '+65******02' }]);
  });

  it('that calls a landline a mobile is not believed when the look-up fails', async () => {
    const line = await memoryLine();
    line.ports.lookup.phones.set(LIN, NO_ANSWER);
    const { phone } = line.ports.directory.rows.get('ana') ?? {};
    if (!phone) throw new Error('ana has no phone');
    forgeRow(line, 'lin', { phone });
    expect((await phoneCall(line, LIN).asksForPin()).status).toBe('NOT_MOBILE');
  });
});

describe('a directory that is merely behind the log', () => {
  it('raises no alarm after a revocation, a new number, or an erasure', async () => {
    const line = await memoryLine();
    await revoke(line.ports, 'ben');
    await writeEntry(line.ports, 'change', { adminId: 'ana', number: '+6591119999' });
    for (const number of [ANA, BEN])
      expect((await line.watch(phoneCall(line, number).asksForPin)).wrote).toMatchObject([
        { type: 'PinIssueRefused', data: { reason: 'revoked' } },
      ]);
    expect(alarms(line)).toStrictEqual([]);
  });

  it('serves an administrator whose locations alone were changed', async () => {
    const line = await memoryLine();
    await writeEntry(line.ports, 'change', { adminId: 'ana', number: ANA, locations: ['Manila'] });
    expect(await phoneCall(line, ANA).asksForPin()).toMatchObject({ status: 'SENT' });
    await line.catchUp();
    expect(await phoneCall(line, ANA).asksForPin()).toMatchObject({ status: 'SENT' });
  });
});
