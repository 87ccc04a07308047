import { describe, expect, it } from 'vitest';
import { revoke, writeEntry } from '../kit/enroll.ts';
import { ANA, BEN, memoryLine, STRANGER } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';

const WRONG = '000000';
const id = expect.stringMatching(/^[0-9A-Z]{26}$/);

const rejected = (reason: string, data: Record<string, unknown> = {}) => ({
  stream: 'admin/ana',
  type: 'PinRejected',
  data: {
    adminId: 'ana',
    challengeId: id,
    reason,
    means: data.challengeId === null ? null : 'sms',
    triesLeft: 0,
    failures: 0,
    waitUntil: null,
    stopped: false,
    ...data,
  },
});

/** A call on which a PIN has just been texted. */
const waiting = async () => {
  const line = await memoryLine();
  const call = phoneCall(line, ANA);
  await call.asksForPin();
  return { line, call, pin: line.ports.sms.pin(), system: line.ports.system };
};

describe('the correct PIN', () => {
  it('verifies the caller for five minutes, and reports to the provider that the text arrived', async () => {
    const { line, call, pin } = await waiting();
    const { reply, wrote } = await line.watch(() => call.types(pin));
    expect(reply).toStrictEqual({ status: 'VERIFIED', triesLeft: 'none' });
    const sessionEndsAt = '2026-11-22T02:05:00.000Z';
    const data = {
      adminId: 'ana',
      challengeId: id,
      attempt: 1,
      failuresBefore: 0,
      sessionEndsAt,
      totpStep: null,
    };
    expect(wrote).toStrictEqual([{ stream: 'admin/ana', type: 'PinVerified', data }]);
    expect(line.ports.sms.feedbacks).toEqual([{ messageId: 'text-1', received: true }]);
  });

  it('is accepted in the last millisecond of its lifetime and not in the next', async () => {
    const first = await waiting();
    first.system.advance(29_999);
    expect(await first.call.types(first.pin)).toStrictEqual({ status: 'VERIFIED', triesLeft: 'none' });
    const second = await waiting();
    second.system.advance(30_000);
    const { reply, wrote } = await second.line.watch(() => second.call.types(second.pin));
    expect(reply).toStrictEqual({ status: 'EXPIRED', triesLeft: '0' });
    expect(wrote).toStrictEqual([rejected('expired')]);
  });

  it('is accepted once', async () => {
    const { line, call, pin } = await waiting();
    await call.types(pin);
    const { reply, wrote } = await line.watch(() => call.types(pin));
    expect(reply).toStrictEqual({ status: 'EXPIRED', triesLeft: '0' });
    expect(wrote).toStrictEqual([rejected('no-challenge', { challengeId: null })]);
  });

  it('is accepted on the third try but not on the fourth', async () => {
    const third = await waiting();
    await third.call.types(WRONG);
    await third.call.types(WRONG);
    expect(await third.call.types(third.pin)).toMatchObject({ status: 'VERIFIED' });
    const fourth = await waiting();
    for (let n = 0; n < 3; n += 1) await fourth.call.types(WRONG);
    const { reply, wrote } = await fourth.line.watch(() => fourth.call.types(fourth.pin));
    expect(reply).toStrictEqual({ status: 'EXHAUSTED', triesLeft: '0' });
    expect(wrote).toStrictEqual([rejected('exhausted', { failures: 3 })]);
  });

  it('is rejected in another call, from the same phone or another’s', async () => {
    const { line, pin } = await waiting();
    expect(await phoneCall(line, ANA).types(pin)).toStrictEqual({ status: 'EXPIRED', triesLeft: '0' });
    const ben = phoneCall(line, BEN);
    await ben.asksForPin();
    expect(await ben.types(pin)).toStrictEqual({ status: 'WRONG', triesLeft: '2' });
  });

  it('is not voided by a second call from the same number', async () => {
    const { line, call, pin } = await waiting();
    const spoofer = phoneCall(line, ANA);
    await spoofer.asksForPin();
    await spoofer.types(WRONG);
    expect(await call.types(pin)).toMatchObject({ status: 'VERIFIED' });
  });

  it('is rejected once the administrator is revoked or has another number', async () => {
    for (const change of ['revoked', 'moved'] as const) {
      const { line, call, pin } = await waiting();
      if (change === 'revoked') await revoke(line.ports, 'ana');
      else await writeEntry(line.ports, 'change', { adminId: 'ana', number: '+6591119999' });
      expect(await call.types(pin)).toStrictEqual({
        status: 'EXPIRED',
        triesLeft: '0',
        another: 'false',
      });
    }
  });
});

describe('a rejected entry:', () => {
  it('a wrong PIN uses up a try, and the third is the last', async () => {
    const { line, call } = await waiting();
    const { reply, wrote } = await line.watch(() => call.types(WRONG));
    expect(reply).toStrictEqual({ status: 'WRONG', triesLeft: '2' });
    expect(wrote).toStrictEqual([rejected('wrong', { triesLeft: 2, failures: 1 })]);
    expect(await call.types(WRONG)).toStrictEqual({ status: 'WRONG', triesLeft: '1' });
    expect(await call.types(WRONG)).toStrictEqual({ status: 'EXHAUSTED', triesLeft: '0' });
  });

  it('an empty entry, a # without digits, costs nothing and can be repeated under its step', async () => {
    const { line, call, pin } = await waiting();
    const { reply, wrote } = await line.watch(() => call.types('', 'try-1'));
    expect([reply, wrote]).toStrictEqual([{ status: 'EMPTY', triesLeft: 'none' }, []]);
    for (let presses = 0; presses < 60; presses += 1) await call.types('', 'try-1');
    expect(await call.types(pin, 'try-1')).toMatchObject({ status: 'VERIFIED' });
  });

  it.each([
    ' ',
    '12345',
    '1234567',
    '12 456',
    '１２３４５６',
    '٣٤٥٦٧٨',
    '123456#',
    '+12345',
    'Timeout ',
    '0x1234',
  ])(
    'a malformed PIN (%j) uses up a try like a wrong one, and is recorded without the digits',
    async (typed) => {
      const { line, call } = await waiting();
      const { reply, wrote } = await line.watch(() => call.types(typed));
      expect(reply).toStrictEqual({ status: 'WRONG', triesLeft: '2' });
      expect(wrote).toStrictEqual([rejected('malformed', { triesLeft: 2, failures: 1 })]);
    },
  );

  it('no input uses up a try but is no failure', async () => {
    const { line, call } = await waiting();
    const { reply, wrote } = await line.watch(() => call.types('Timeout'));
    expect(reply).toStrictEqual({ status: 'TIMEOUT', triesLeft: '2' });
    expect(wrote).toStrictEqual([rejected('no-input', { triesLeft: 2 })]);
    await call.types('Timeout');
    expect(await call.types('Timeout')).toStrictEqual({ status: 'EXHAUSTED', triesLeft: '0' });
  });

  it('an entry without a PIN sent uses up no try', async () => {
    const line = await memoryLine();
    const { reply, wrote } = await line.watch(() => phoneCall(line, ANA).types('123456'));
    expect(reply).toStrictEqual({ status: 'EXPIRED', triesLeft: '0' });
    expect(wrote).toStrictEqual([rejected('no-challenge', { challengeId: null })]);
  });

  it('an unknown caller’s entry is LOCKED, and the caller is recorded', async () => {
    const line = await memoryLine();
    for (const from of [STRANGER, null]) {
      const { reply, wrote } = await line.watch(() => phoneCall(line, from).types('123456'));
      expect(reply).toStrictEqual({ status: 'LOCKED', triesLeft: '0' });
      expect(wrote.map(({ type, data }) => [type, data.reason])).toEqual([
        ['CallerRefused', from === null ? 'malformed' : 'not-listed'],
      ]);
    }
  });

  it('a failure adds to those of earlier calls', async () => {
    const { line, call } = await waiting();
    await call.types(WRONG);
    const next = phoneCall(line, ANA);
    await next.asksForPin();
    const { wrote } = await line.watch(() => next.types(WRONG));
    expect(wrote).toStrictEqual([rejected('wrong', { triesLeft: 2, failures: 2 })]);
  });
});

describe('after an entry that came too late', () => {
  it('another PIN is offered only while one would be sent', async () => {
    const { line, call, system } = await waiting();
    system.advance(31_000);
    expect(await call.types(line.ports.sms.pin())).toStrictEqual({ status: 'EXPIRED', triesLeft: '0' });
    expect(await call.asksForPin()).toMatchObject({ status: 'SENT' });
    system.advance(31_000);
    expect(await call.types('Timeout')).toMatchObject({ another: 'false' });
    expect(await call.asksForPin()).toMatchObject({ status: 'WAIT', waitSeconds: 'none' });
  });

  it('a second one is offered when the first was entered wrong before', async () => {
    const { call, system } = await waiting();
    await call.types(WRONG);
    system.advance(31_000);
    expect(await call.types(WRONG)).toStrictEqual({ status: 'EXPIRED', triesLeft: '0' });
  });
});
