import { describe, expect, it } from 'vitest';
import type { SmsOutcome } from '../../domain/emergency/ports.ts';
import type { EventStore } from '../../domain/ledger/event-store.ts';
import type { Reply } from '../../handlers/connect-event.ts';
import { around } from '../kit/around.ts';
import { ANA, type MemoryLine, memoryLine } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';

type When = 'before' | 'after';
const STEP = 'the-block';
const FAILED = { status: 'SEND_FAILED', pinLength: 'none', waitSeconds: 'none' };

/** A line whose log fails once, before or after the `nth` append from now reaches the table. */
const faulty = async () => {
  const plan = { left: 0, when: 'before' as When };
  const fail = (when: When) => {
    if (when === plan.when && plan.left > 0) plan.left -= 1;
    else return;
    if (plan.left === 0) throw new Error('the connection was lost');
  };
  const store = around<EventStore>(
    ['append'],
    () => fail('before'),
    () => fail('after'),
  );
  const line = await memoryLine({ wrap: { store } });
  const failAppend = (nth: number, when: When) => Object.assign(plan, { left: nth, when });
  return { line, call: phoneCall(line, ANA), failAppend };
};

/** Connect's retry: the same event again, up to three times, while the function throws. */
const asConnect = async (block: () => Promise<Reply>): Promise<Reply> => {
  for (let retries = 3; retries > 0; retries -= 1) {
    const reply = await block().catch(() => null);
    if (reply) return reply;
  }
  return block();
};

const types = (wrote: { type: string }[]) => wrote.map(({ type }) => type);

describe('when the log fails once while a PIN is issued and sent,', () => {
  it.each([
    [
      'before the PIN is recorded, the retry issues and sends one',
      1,
      'before',
      'SENT',
      1,
      ['PinIssued', 'PinSent'],
    ],
    [
      'after the PIN is recorded, the retry reports SEND_FAILED, as the PIN was only in memory',
      1,
      'after',
      'SEND_FAILED',
      0,
      ['PinIssued', 'PinSendFailed'],
    ],
    [
      'before the send is recorded, the texted PIN is void',
      2,
      'before',
      'SEND_FAILED',
      1,
      ['PinIssued', 'PinSendFailed'],
    ],
    ['after the send is recorded, the retry finds it', 2, 'after', 'SENT', 1, ['PinIssued', 'PinSent']],
  ] as const)('%s', async (_, nth, when, status, texts, events) => {
    const { line, call, failAppend } = await faulty();
    failAppend(nth, when);
    const { reply, wrote } = await line.watch(() => asConnect(() => call.asksForPin(STEP)));
    expect(reply.status).toBe(status);
    expect(line.ports.sms.sent).toHaveLength(texts);
    expect(types(wrote)).toEqual(events);
    const pauses = line.ports.system.pauses.length;
    expect(await call.asksForPin(STEP)).toStrictEqual(reply);
    expect(line.ports.system.pauses).toHaveLength(pauses);
    const typed = await call.types(line.ports.sms.pin());
    expect(typed.status === 'VERIFIED').toBe(status === 'SENT');
  });
});

describe.each(['before', 'after'] as const)('when the log fails once, %s the write', (when) => {
  it('of a try, one try is counted and the recorded outcome returned', async () => {
    const { line, call, failAppend } = await faulty();
    await call.asksForPin();
    failAppend(1, when);
    const wrong = await line.watch(() => asConnect(() => call.types('000000', 'first')));
    expect(wrong.reply).toStrictEqual({ status: 'WRONG', triesLeft: '2' });
    expect(types(wrong.wrote)).toEqual(['PinRejected']);
    failAppend(1, when);
    const right = await line.watch(() => asConnect(() => call.types(line.ports.sms.pin(), 'second')));
    expect(right.reply).toStrictEqual({ status: 'VERIFIED', triesLeft: 'none' });
    expect(types(right.wrote)).toEqual(['PinVerified']);
  });

  it('of a change, one event is recorded and DONE returned', async () => {
    const { line, call, failAppend } = await faulty();
    await call.provesWhoItIs();
    failAppend(1, when);
    const { reply, wrote } = await line.watch(() => asConnect(() => call.sets('Manila', 'weather', 0, STEP)));
    expect(reply).toMatchObject({ status: 'DONE', changed: 'true', seq: '1' });
    expect(types(wrote)).toEqual(['ChangeAuthorised', 'EmergencySet']);
  });
});

/** The function was stopped between issuing the PIN and recording the send; returns the retry's reply. */
const interrupted = async (line: MemoryLine, block: () => Promise<Reply>) => {
  const { reply, wrote } = await line.watch(block);
  expect(reply).toStrictEqual(FAILED);
  expect(wrote).toMatchObject([{ type: 'PinSendFailed', data: { reason: 'interrupted' } }]);
  expect((await line.watch(block)).wrote).toEqual([]);
};

describe('an interrupted send', () => {
  it('by a crash is recorded once by the retry, and the texted PIN is void', async () => {
    const line = await memoryLine();
    line.ports.sms.script.push(() => Promise.reject(new Error('killed')));
    const call = phoneCall(line, ANA);
    const first = await line.watch(() => call.asksForPin(STEP).catch(() => 'crashed'));
    expect([first.reply, types(first.wrote)]).toEqual(['crashed', ['PinIssued']]);
    await interrupted(line, () => call.asksForPin(STEP));
    expect(await call.types(line.ports.sms.pin())).toStrictEqual({ status: 'EXPIRED', triesLeft: '0' });
  });

  it('by a provider that does not answer fails for the retry and the first try alike', async () => {
    const line = await memoryLine();
    let accept: (outcome: SmsOutcome) => void = () => {};
    line.ports.sms.script.push(() => new Promise((resolve) => (accept = resolve)));
    const call = phoneCall(line, ANA);
    const first = call.asksForPin(STEP);
    await line.ports.system.pause(0);
    await interrupted(line, () => call.asksForPin(STEP));
    accept({ sent: true, messageId: 'too late' });
    expect(await first).toStrictEqual(FAILED);
    expect(await call.types(line.ports.sms.pin())).toStrictEqual({ status: 'EXPIRED', triesLeft: '0' });
  });

  it('is not recorded when a retry arrives while the provider is still answering', async () => {
    const line = await memoryLine();
    let accept: (outcome: SmsOutcome) => void = () => {};
    line.ports.sms.script.push(() => new Promise((resolve) => (accept = resolve)));
    const call = phoneCall(line, ANA);
    const both = Promise.all([call.asksForPin(STEP), call.asksForPin(STEP)]);
    for (let n = 0; n < 10; n += 1) await line.ports.system.pause(0);
    accept({ sent: true, messageId: 'at last' });
    expect((await both).map(({ status }) => status)).toEqual(['SENT', 'SENT']);
    expect(line.ports.sms.sent).toHaveLength(1);
  });
});

it('a failed request is logged with its call and the error’s name, and not its text', async () => {
  const line = await memoryLine({
    wrap: {
      pinCodes: around(['tag'], () => {
        throw new TypeError(`cannot tag for ${ANA}`);
      }),
    },
  });
  await expect(phoneCall(line, ANA).asksForPin()).rejects.toThrow('could not answer (TypeError)');
  const entry = line.ports.lines.map((text) => JSON.parse(text)).find(({ level }) => level === 'error');
  expect(entry).toMatchObject({
    level: 'error',
    message: 'request failed',
    function: 'OneTimePin',
    contactId: expect.stringMatching(/^0{8}-/),
    error: { name: 'TypeError' },
  });
  expect(line.ports.lines.join('')).not.toContain(ANA.slice(1));
});

it('a failing key service records no try, and the next try counts', async () => {
  const fault = { now: false };
  const line = await memoryLine({
    wrap: {
      pinCodes: around(['tag', 'matches'], () => {
        if (fault.now) throw new Error('the key cannot be used');
      }),
    },
  });
  const call = phoneCall(line, ANA);
  fault.now = true;
  const { reply, wrote } = await line.watch(() =>
    asConnect(() => call.asksForPin(STEP)).catch(() => 'threw'),
  );
  expect([reply, wrote]).toEqual(['threw', []]);
  fault.now = false;
  expect(await call.asksForPin(STEP)).toMatchObject({ status: 'SENT' });
});
