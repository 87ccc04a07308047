import { describe, expect, it } from 'vitest';
import { useSms, useTotp } from '../../use-cases/choose-factor.ts';
import { authenticator } from '../kit/authenticator.ts';
import { revoke, writeEntry } from '../kit/enroll.ts';
import { ANA, LIN, type MemoryLine, memoryLine } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';
import { secretsIn } from '../kit/secrets.ts';

const act = (actionId: string) => ({ principal: 'desk', actionId });
const ENTER_CODE = { status: 'ENTER_CODE', pinLength: '6', waitSeconds: 'none' };

describe('an administrator with an authenticator', () => {
  it('is prompted for the code without a text, and verified by it', async () => {
    const line = await memoryLine();
    const app = await authenticator(line);
    const call = phoneCall(line, ANA);
    const { reply, wrote } = await line.watch(call.asksForPin);
    expect(reply).toStrictEqual(ENTER_CODE);
    expect(wrote.map(({ type }) => type)).toEqual(['CodeRequested']);
    expect(await call.types(app.code())).toStrictEqual({ status: 'VERIFIED', triesLeft: 'none' });
    expect(await call.sets('Manila', 'weather', 0)).toMatchObject({ status: 'DONE' });
    expect(line.ports.sms.sent).toEqual([]);
    expect(line.ports.sendBudget.places.size).toBe(0);
    expect(line.ports.sms.feedbacks).toEqual([]);
  });

  it('may have a landline', async () => {
    const line = await memoryLine();
    const app = await authenticator(line, 'lin');
    const call = phoneCall(line, LIN);
    expect(await call.asksForPin()).toStrictEqual(ENTER_CODE);
    expect(await call.types(app.code())).toMatchObject({ status: 'VERIFIED' });
  });

  it('is verified by a code once: not by the same on another call, but by the next', async () => {
    const line = await memoryLine();
    const app = await authenticator(line);
    const first = phoneCall(line, ANA);
    await first.asksForPin();
    await first.types(app.code());
    const second = phoneCall(line, ANA);
    await second.asksForPin();
    expect(await second.types(app.code())).toStrictEqual({ status: 'WRONG', triesLeft: '2' });
    expect(line.history('admin/ana').at(-1)).toMatchObject({ data: { reason: 'used' } });
    line.ports.system.advance(30_000);
    expect(await second.types(app.code())).toMatchObject({ status: 'VERIFIED' });
  });

  it('is not verified by the code before or after, but then by the current one', async () => {
    const line = await memoryLine();
    const app = await authenticator(line);
    const call = phoneCall(line, ANA);
    await call.asksForPin();
    expect(await call.types(app.code(-1))).toStrictEqual({ status: 'WRONG', triesLeft: '2' });
    expect(await call.types(app.code(1))).toStrictEqual({ status: 'WRONG', triesLeft: '1' });
    expect(await call.types(app.code())).toMatchObject({ status: 'VERIFIED' });
  });

  it('is verified once by many simultaneous entries of the same code', async () => {
    const line = await memoryLine();
    const app = await authenticator(line);
    const calls = [1, 2, 3].map(() => phoneCall(line, ANA));
    for (const call of calls) await call.asksForPin();
    const replies = await Promise.allSettled(calls.map((call) => call.types(app.code())));
    const verified = replies.filter((one) => one.status === 'fulfilled' && one.value.status === 'VERIFIED');
    expect(verified).toHaveLength(1);
    expect(line.history('admin/ana').filter(({ type }) => type === 'PinVerified')).toHaveLength(1);
  });

  it.each([
    ['Timeout', 'TIMEOUT'],
    ['', 'EMPTY'],
    ...['12345', '1234567', '１２３４５６', '12 456'].map((entered) => [entered, 'WRONG']),
  ])('is not verified by %j', async (entered, reply) => {
    const line = await memoryLine();
    await authenticator(line);
    const call = phoneCall(line, ANA);
    await call.asksForPin();
    expect((await call.types(entered ?? '')).status).toBe(reply);
  });

  it('enters six digits, however long the line’s PINs are', async () => {
    const line = await memoryLine({
      config: (shipped) => ({ ...shipped, pin: { ...shipped.pin, length: 8 } }),
    });
    const app = await authenticator(line);
    const call = phoneCall(line, ANA);
    expect(await call.asksForPin()).toStrictEqual(ENTER_CODE);
    expect(await call.types(app.code())).toMatchObject({ status: 'VERIFIED' });
  });
});

describe('the secret of an authenticator', () => {
  it('is in the URI, and nowhere else in the clear', async () => {
    const line = await memoryLine();
    const app = await authenticator(line);
    const call = phoneCall(line, ANA);
    await call.asksForPin();
    const typed = app.code();
    await call.types(typed);
    await line.catchUp();
    expect(secretsIn(line, [app.secret.reveal(), typed])).toEqual([]);
    expect(JSON.stringify([...line.ports.directory.rows.values()])).not.toContain(app.secret.reveal());
    expect(String(app.uri)).toBe('[redacted]');
  });

  it('is shown again for the same action, and is another for the next', async () => {
    const line = await memoryLine();
    const [first, again, next] = [
      await authenticator(line, 'ana', 'one'),
      await authenticator(line, 'ana', 'one'),
      await authenticator(line, 'ana', 'two'),
    ];
    expect(again.secret.reveal()).toBe(first.secret.reveal());
    expect(again.event.id).toBe(first.event.id);
    expect(next.secret.reveal()).not.toBe(first.secret.reveal());
  });

  it('stays when the entry is changed', async () => {
    const line = await memoryLine();
    const app = await authenticator(line);
    await writeEntry(line.ports, 'change', { adminId: 'ana', number: ANA, locations: ['Manila'] });
    await line.catchUp();
    const call = phoneCall(line, ANA);
    expect(await call.asksForPin()).toStrictEqual(ENTER_CODE);
    expect(await call.types(app.code())).toMatchObject({ status: 'VERIFIED' });
  });

  it('is void after changing back to texts, or enrolling again', async () => {
    const line = await memoryLine();
    await authenticator(line);
    await useSms(line.ports, act('back'), 'ana');
    await line.catchUp();
    expect(await phoneCall(line, ANA).provesWhoItIs()).toMatchObject({ status: 'VERIFIED' });
    await authenticator(line, 'ana', 'again');
    await revoke(line.ports, 'ana');
    await writeEntry(line.ports, 'enroll', { adminId: 'ana', number: ANA });
    await line.catchUp();
    expect(await phoneCall(line, ANA).asksForPin()).toMatchObject({ status: 'SENT' });
  });

  it('is not created for an administrator who is not enrolled, and the log has the refusal', async () => {
    const line = await memoryLine();
    const { event, uri } = await useTotp(line.ports, act('1'), 'nobody', 'Emergency line');
    expect(uri).toBeNull();
    expect(event).toMatchObject({ type: 'AdminActRefused', data: { reason: 'not-listed' } });
  });
});

describe('an administrator whose codes strangers guess at', () => {
  const strict = () =>
    memoryLine({ config: (shipped) => ({ ...shipped, pin: { ...shipped.pin, failuresBeforeStop: 4 } }) });
  const guess = async (line: MemoryLine, times: number) => {
    const call = phoneCall(line, ANA);
    await call.asksForPin();
    const replies = [];
    for (let time = 0; time < times; time += 1) replies.push(await call.types('abc'));
    return replies.at(-1);
  };

  it('hears of them, passes the block with code and PIN of one call, and then needs the code alone', async () => {
    const line = await strict();
    const app = await authenticator(line);
    expect(await guess(line, 3)).toStrictEqual({ status: 'EXHAUSTED', triesLeft: '0' });
    expect(await guess(line, 1)).toStrictEqual({ status: 'LOCKED', triesLeft: '0' });
    expect(await guess(line, 1)).toStrictEqual({ status: 'WRONG', triesLeft: '2' });
    expect(line.ports.sms.sent).toEqual([]);
    const owner = phoneCall(line, ANA);
    expect(await owner.asksForPin()).toStrictEqual(ENTER_CODE);
    expect(await owner.types(app.code())).toStrictEqual({ status: 'ENTER_PIN', triesLeft: 'none' });
    expect(await owner.sets('Manila', 'weather', 0)).toMatchObject({ status: 'NOT_VERIFIED' });
    expect(await owner.asksForPin()).toMatchObject({ status: 'SENT' });
    const { reply, wrote } = await line.watch(() => owner.types(line.ports.sms.pin()));
    expect(reply).toStrictEqual({ status: 'VERIFIED', triesLeft: 'none', failedAttempts: '5' });
    expect(wrote.map(({ type }) => type)).toEqual(['PinVerified']);
    expect(await owner.sets('Manila', 'weather', 0)).toMatchObject({ status: 'DONE' });
    line.ports.system.advance(30_000);
    const next = phoneCall(line, ANA);
    await next.asksForPin();
    expect(await next.types(app.code())).toStrictEqual({ status: 'VERIFIED', triesLeft: 'none' });
  });
});
