import { describe, expect, it } from 'vitest';
import { revoke, writeEntry } from '../kit/enroll.ts';
import { ANA, LIN, memoryLine, STRANGER } from '../kit/line.ts';
import { LANDLINE, MOBILE, NO_ANSWER } from '../kit/number-lookup.ts';
import { phoneCall } from '../kit/phone-call.ts';

const NOT_LISTED = { status: 'NOT_LISTED', pinLength: 'none', waitSeconds: 'none' };
const id = expect.stringMatching(/^[0-9A-Z]{26}$/);
const tag = expect.stringMatching(/^[\w-]{43}$/);
const issued = (phone = MOBILE) => ({
  stream: 'admin/ana',
  type: 'PinIssued',
  data: {
    adminId: 'ana',
    challengeId: id,
    tag,
    digits: 6,
    tries: 3,
    issuedAt: '2026-11-22T02:00:00.000Z',
    phone,
  },
});
const refused = (
  adminId: string,
  reason: string,
  scope: string | null = null,
  until: string | null = null,
) => ({
  stream: `admin/${adminId}`,
  type: 'PinIssueRefused',
  data: { adminId, reason, scope, until },
});

describe('an enrolled administrator who requests a PIN', () => {
  it('receives it by text, at the calling number', async () => {
    const line = await memoryLine();
    const { reply, wrote } = await line.watch(phoneCall(line, ANA).asksForPin);
    expect(reply).toStrictEqual({ status: 'SENT', pinLength: '6', waitSeconds: 'none' });
    const expiresAt = '2026-11-22T02:00:30.000Z';
    const sent = { adminId: 'ana', challengeId: id, provider: 'memory', messageId: 'text-1', expiresAt };
    expect(wrote).toStrictEqual([issued(), { stream: 'admin/ana', type: 'PinSent', data: sent }]);
    expect(wrote[1]?.data.challengeId).toBe(wrote[0]?.data.challengeId);
    const [made] = line.ports.pinCodes.made;
    expect(line.ports.sms.sent).toStrictEqual([
      {
        to: ANA,
        body: `Emergency line: your PIN is ${made}. It is valid for 30 seconds. If you did not call, tell your security desk.`,
        ttlSeconds: 30,
        context: { challengeId: wrote[0]?.data.challengeId },
      },
    ]);
  });

  it('receives one part of at most 160 letters, with the longest name, PIN and lifetime', async () => {
    const line = await memoryLine({
      config: (shipped) => ({
        ...shipped,
        name: 'n'.repeat(30),
        pin: { ...shipped.pin, length: 8, lifeSeconds: 600 },
      }),
    });
    await phoneCall(line, ANA).asksForPin();
    const { body = '', ttlSeconds } = line.ports.sms.sent[0] ?? {};
    expect(body).toMatch(/^n{30}: your PIN is \d{8}\. It is valid for 600 seconds\. [\x20-\x7e]+$/);
    expect(body.length).toBeLessThanOrEqual(160);
    expect(ttlSeconds).toBe(600);
  });

  it('has a PIN whose lifetime starts when the text is accepted, not when the PIN is issued', async () => {
    const line = await memoryLine();
    line.ports.sms.script.push(async () => {
      line.ports.system.advance(4000);
      return { sent: true, messageId: 'slow' };
    });
    const { wrote } = await line.watch(phoneCall(line, ANA).asksForPin);
    expect(wrote[1]?.data.expiresAt).toBe('2026-11-22T02:00:34.000Z');
  });

  it('receives another in the same call, and then the old PIN is void', async () => {
    const line = await memoryLine();
    const call = phoneCall(line, ANA);
    await call.asksForPin();
    const old = line.ports.sms.pin();
    await call.asksForPin();
    expect(await call.types(old)).toStrictEqual({ status: 'WRONG', triesLeft: '2' });
    expect(await call.types(line.ports.sms.pin())).toMatchObject({ status: 'VERIFIED' });
  });

  it('is judged by the enrolled phone type when the look-up fails', async () => {
    const line = await memoryLine();
    line.ports.lookup.phones.set(ANA, NO_ANSWER).set(LIN, NO_ANSWER);
    const { reply, wrote } = await line.watch(phoneCall(line, ANA).asksForPin);
    expect(reply.status).toBe('SENT');
    expect(wrote[0]).toStrictEqual(issued());
    expect((await phoneCall(line, LIN).asksForPin()).status).toBe('NOT_MOBILE');
  });
});

describe('no PIN is issued', () => {
  it('for an unknown caller, whose number the log has only as a tag', async () => {
    const line = await memoryLine();
    const call = phoneCall(line, STRANGER);
    const { reply, wrote } = await line.watch(call.asksForPin);
    expect(reply).toStrictEqual(NOT_LISTED);
    const data = { reason: 'not-listed', numberTag: tag, period: '2026' };
    expect(wrote).toStrictEqual([{ stream: `call/${call.contactId}`, type: 'CallerRefused', data }]);
    const again = await line.watch(phoneCall(line, STRANGER).asksForPin);
    expect(again.wrote[0]?.data.numberTag).toBe(wrote[0]?.data.numberTag);
  });

  it.each([null, 'anonymous', '+٦٥٩١١١٠٠٠١', '6591110001'])(
    'for a caller whose number is %s',
    async (from) => {
      const line = await memoryLine();
      const call = phoneCall(line, from);
      const { reply, wrote } = await line.watch(call.asksForPin);
      expect(reply).toStrictEqual(NOT_LISTED);
      const data = { reason: 'malformed', numberTag: null, period: '2026' };
      expect(wrote).toStrictEqual([{ stream: `call/${call.contactId}`, type: 'CallerRefused', data }]);
    },
  );

  it.each([LANDLINE, { ...MOBILE, type: 'VOIP' as const }])('for a phone of type $type', async (phone) => {
    const line = await memoryLine();
    line.ports.lookup.phones.set(LIN, phone);
    const { reply, wrote } = await line.watch(phoneCall(line, LIN).asksForPin);
    expect(reply).toStrictEqual({ status: 'NOT_MOBILE', pinLength: 'none', waitSeconds: 'none' });
    expect(wrote).toStrictEqual([refused('lin', 'not-mobile')]);
  });

  it('for an administrator just revoked, though the directory is behind', async () => {
    const line = await memoryLine();
    await revoke(line.ports, 'ana');
    const { reply, wrote } = await line.watch(phoneCall(line, ANA).asksForPin);
    expect(reply).toStrictEqual(NOT_LISTED);
    expect(wrote).toStrictEqual([refused('ana', 'revoked')]);
    await line.catchUp();
    const later = await line.watch(phoneCall(line, ANA).asksForPin);
    expect(later.wrote.map(({ type }) => type)).toEqual(['CallerRefused']);
  });

  it('for a number just replaced, though the directory is behind', async () => {
    const line = await memoryLine();
    await writeEntry(line.ports, 'change', { adminId: 'ana', number: '+6591119999' });
    const { reply, wrote } = await line.watch(phoneCall(line, ANA).asksForPin);
    expect(reply).toStrictEqual(NOT_LISTED);
    expect(wrote).toStrictEqual([refused('ana', 'revoked')]);
    await line.catchUp();
    expect(await phoneCall(line, '+6591119999').asksForPin()).toMatchObject({ status: 'SENT' });
  });
});

describe('a text that the provider does not accept', () => {
  it('is reported to the flow, voids the PIN and counts no send', async () => {
    const line = await memoryLine();
    line.ports.sms.script.push({ sent: false, reason: 'opted-out', detail: 'OPT_OUT' });
    const call = phoneCall(line, ANA);
    const { reply, wrote } = await line.watch(call.asksForPin);
    expect(reply).toStrictEqual({ status: 'SEND_FAILED', pinLength: 'none', waitSeconds: 'none' });
    const data = {
      adminId: 'ana',
      challengeId: id,
      provider: 'memory',
      reason: 'opted-out',
      detail: 'OPT_OUT',
    };
    expect(wrote).toStrictEqual([issued(), { stream: 'admin/ana', type: 'PinSendFailed', data }]);
    expect(await call.types(line.ports.sms.pin())).toStrictEqual({ status: 'EXPIRED', triesLeft: '0' });
    expect([await call.asksForPin(), await call.asksForPin()]).toMatchObject([
      { status: 'SENT' },
      { status: 'SENT' },
    ]);
  });
});
