import { describe, expect, it } from 'vitest';
import type { Reply } from '../../handlers/connect-event.ts';
import { interleaving } from '../kit/interleaving.ts';
import { ANA, BEN, type MemoryLine, memoryLine, STRANGER } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';
import { runs } from '../kit/sample.ts';

type Call = ReturnType<typeof phoneCall>;
type Block = { ready(call: Call): Promise<unknown>; invoke(call: Call, line: MemoryLine): Promise<Reply> };

const STEP = 'the-block';

/** Every block of a flow that writes, with its preceding steps and its events. */
const blocks: [string, Block, string[]][] = [
  [
    'OneTimePin',
    { ready: async () => {}, invoke: (call) => call.asksForPin(STEP) },
    ['PinIssued', 'PinSent'],
  ],
  [
    'VerifyPin, right',
    { ready: (call) => call.asksForPin(), invoke: (call, { ports }) => call.types(ports.sms.pin(), STEP) },
    ['PinVerified'],
  ],
  [
    'VerifyPin, wrong',
    { ready: (call) => call.asksForPin(), invoke: (call) => call.types('000000', STEP) },
    ['PinRejected'],
  ],
  [
    'UpdateEmergency, set',
    { ready: (call) => call.provesWhoItIs(), invoke: (call) => call.sets('Manila', 'weather', 0, STEP) },
    ['ChangeAuthorised', 'EmergencySet'],
  ],
  [
    'UpdateEmergency, refused',
    { ready: async () => {}, invoke: (call) => call.removes('Manila', 0, STEP) },
    ['EmergencyChangeRefused'],
  ],
  [
    'UpdateEmergency, nowhere',
    { ready: (call) => call.provesWhoItIs(), invoke: (call) => call.sets('Atlantis', 'weather', 0, STEP) },
    ['EmergencyChangeRefused'],
  ],
];

const asOne = (replies: Reply[]) => {
  for (const reply of replies) expect(reply).toStrictEqual(replies[0]);
};

describe.each(blocks)('%s retried by Connect', (_, block, types) => {
  const prepared = async (seed: number) => {
    const line = await memoryLine({ wrap: { store: interleaving(seed) } });
    const call = phoneCall(line, ANA);
    await block.ready(call);
    return { line, call, texts: line.ports.sms.sent.length };
  };
  const textsOf = types.includes('PinSent') ? 1 : 0;

  it.each([1, 2, 3, 4])('%i times at once has one event, one text, one try, one reply', async (times) => {
    for (let seed = 1; seed <= runs(12); seed += 1) {
      const { line, call, texts } = await prepared(seed);
      const { reply, wrote } = await line.watch(() =>
        Promise.all(Array.from({ length: times }, () => block.invoke(call, line))),
      );
      asOne(reply);
      expect(wrote.map(({ type }) => type)).toEqual(types);
      expect(line.ports.sms.sent.length - texts).toBe(textsOf);
      const verified = line.items.filter(({ type }) => type === 'PinVerified');
      expect(line.ports.sms.feedbacks).toHaveLength(verified.length);
    }
  });

  it.each([2, 3, 4])('%i times in sequence, as time passes, has the same', async (times) => {
    const { line, call, texts } = await prepared(0);
    const { reply, wrote } = await line.watch(async () => {
      const replies: Reply[] = [];
      for (let n = 0; n < times; n += 1) {
        replies.push(await block.invoke(call, line));
        line.ports.system.advance(2500);
      }
      return replies;
    });
    asOne(reply);
    expect(wrote.map(({ type }) => type)).toEqual(types);
    expect(line.ports.sms.sent.length - texts).toBe(textsOf);
  });

  it('after twenty calls from the same number has the same', async () => {
    const { line, call, texts } = await prepared(0);
    const first = await block.invoke(call, line);
    for (let other = 0; other < 20; other += 1) {
      await phoneCall(line, ANA).types('000000');
      await phoneCall(line, ANA).removes('Manila', 0);
    }
    line.ports.system.advance(7500);
    const { reply, wrote } = await line.watch(() => block.invoke(call, line));
    asOne([first, reply]);
    expect([wrote, line.ports.sms.sent.length - texts]).toEqual([[], textsOf]);
  });
});

describe('the recorded reply', () => {
  it('of a change is the same after another administrator has changed it back', async () => {
    const line = await memoryLine();
    const [ana, ben] = [phoneCall(line, ANA), phoneCall(line, BEN)];
    await ana.provesWhoItIs();
    await ben.provesWhoItIs();
    const first = await ana.sets('Manila', 'weather', 0, STEP);
    line.ports.system.advance(1000);
    await ben.removes('Manila', 1);
    expect(await ana.sets('Manila', 'weather', 0, STEP)).toStrictEqual(first);
  });

  it('of a refusal too', async () => {
    const line = await memoryLine();
    const [ana, ben] = [phoneCall(line, ANA), phoneCall(line, BEN)];
    await ana.provesWhoItIs();
    const first = await ben.sets('Manila', 'weather', 0, STEP);
    line.ports.system.advance(1000);
    await ana.sets('Manila', 'fire-alarm', 0);
    expect(await ben.sets('Manila', 'weather', 0, STEP)).toStrictEqual(first);
  });

  it('of an unknown caller’s call is the same, and recorded once', async () => {
    const line = await memoryLine();
    const call = phoneCall(line, STRANGER);
    const { wrote } = await line.watch(async () =>
      asOne(await Promise.all(['a', 'a', 'a', 'a'].map((step) => call.asksForPin(step)))),
    );
    expect(wrote).toHaveLength(1);
  });
});

it('a late entry retried after another PIN was requested gets the same reply', async () => {
  const line = await memoryLine();
  const call = phoneCall(line, ANA);
  await call.asksForPin();
  const first = await call.types('Timeout', STEP);
  expect(first).not.toHaveProperty('another');
  await call.asksForPin('the-last');
  expect(await call.types('Timeout', STEP)).toStrictEqual(first);
});
