import { describe, expect, it } from 'vitest';
import { writeEntry } from '../kit/enroll.ts';
import { ANA, BEN, memoryLine } from '../kit/line.ts';
import { MOBILE, NO_ANSWER } from '../kit/number-lookup.ts';
import { phoneCall } from '../kit/phone-call.ts';

const MOVED = { ...MOBILE, carrier: 'Another Mobile', mnc: '03' };

describe('a number whose carrier changed since it was enrolled', () => {
  it('is refused and sent nothing, until it is enrolled again', async () => {
    const line = await memoryLine();
    line.ports.lookup.phones.set(ANA, MOVED);
    const { reply, wrote } = await line.watch(phoneCall(line, ANA).asksForPin);
    expect(reply).toStrictEqual({ status: 'CARRIER_CHANGED', pinLength: 'none', waitSeconds: 'none' });
    expect(wrote).toMatchObject([{ type: 'PinIssueRefused', data: { reason: 'carrier-changed' } }]);
    expect(line.ports.sms.sent).toEqual([]);
    expect(line.ports.sendBudget.places.size).toBe(0);
    await writeEntry(line.ports, 'change', { adminId: 'ana', number: ANA });
    await line.catchUp();
    expect(await phoneCall(line, ANA).asksForPin()).toMatchObject({ status: 'SENT' });
  });

  it('is texted when the look-up fails: the enrolled carrier counts', async () => {
    const line = await memoryLine();
    line.ports.lookup.phones.set(ANA, NO_ANSWER);
    expect(await phoneCall(line, ANA).asksForPin()).toMatchObject({ status: 'SENT' });
  });

  it('is logged when the look-up fails: the administrator and the call, but no number', async () => {
    const line = await memoryLine();
    line.ports.lookup.phones.set(ANA, NO_ANSWER);
    await phoneCall(line, ANA).asksForPin();
    const lines = line.ports.lines.map((text) => JSON.parse(text));
    expect(lines).toMatchObject([
      {
        level: 'warn',
        message: 'carrier lookup failed; using the administrator’s entry',
        status: 'AccessDeniedException',
        function: 'OneTimePin',
        contactId: expect.stringMatching(/^0{8}-/),
        adminId: 'ana',
      },
      { level: 'info', message: 'request completed' },
    ]);
    expect(line.ports.lines.join('')).not.toContain(ANA.slice(1));
    await phoneCall(line, BEN).asksForPin();
    expect(line.ports.lines.map((text) => JSON.parse(text).message)).toStrictEqual([
      'carrier lookup failed; using the administrator’s entry',
      'request completed',
      'carrier lookup completed',
      'request completed',
    ]);
  });

  it('is texted where the configuration allows it', async () => {
    const line = await memoryLine({
      config: (shipped) => ({ ...shipped, pin: { ...shipped.pin, onCarrierChange: 'allow' } }),
    });
    line.ports.lookup.phones.set(ANA, MOVED);
    expect(await phoneCall(line, ANA).asksForPin()).toMatchObject({ status: 'SENT' });
  });
});

describe('delivery feedback to the provider', () => {
  const expired = async (typed: (pin: string) => string) => {
    const line = await memoryLine();
    const call = phoneCall(line, ANA);
    await call.asksForPin();
    line.ports.system.advance(30_000);
    await call.types(typed(line.ports.sms.pin()), 'once');
    await call.types(typed(line.ports.sms.pin()), 'once');
    return line.ports.sms.feedbacks;
  };

  it('is negative when the PIN was not entered in time; sent once, though Connect retries', async () => {
    expect(await expired(() => 'Timeout')).toEqual([{ messageId: 'text-1', received: false }]);
    expect(await expired(() => '000000')).toEqual([{ messageId: 'text-1', received: false }]);
  });

  it('is positive when the correct PIN was entered too late', async () => {
    expect(await expired((pin) => pin)).toEqual([{ messageId: 'text-1', received: true }]);
  });

  it('is not sent while the PIN is still valid', async () => {
    const line = await memoryLine();
    const call = phoneCall(line, ANA);
    await call.asksForPin();
    await call.types('000000');
    await call.types('Timeout');
    expect(line.ports.sms.feedbacks).toEqual([]);
  });
});
