import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANA, type MemoryLine, memoryLine, STRANGER } from '../kit/line.ts';
import { type Sent, sentTo, TYPED } from '../kit/odd-input.ts';
import { phoneCall } from '../kit/phone-call.ts';
import { runs } from '../kit/sample.ts';
import { secretsIn } from '../kit/secrets.ts';

const RUNS = runs(2000);

describe('a step', () => {
  it.each(['x'.repeat(51), 'pin:sent', '', ' ', 'pin 1', '１'])(
    'is invalid as %j, and nothing is written',
    async (step) => {
      const line = await memoryLine();
      const send = () =>
        phoneCall(line, ANA)
          .asksForPin(step)
          .catch((error: Error) => error.name);
      const { reply, wrote } = await line.watch(send);
      expect([reply, wrote, line.ports.sms.sent]).toEqual(['BadFlowEvent', [], []]);
    },
  );

  it('may be fifty letters long', async () => {
    const line = await memoryLine();
    expect(await phoneCall(line, ANA).asksForPin('x'.repeat(50))).toMatchObject({ status: 'SENT' });
  });

  it('of another block of the call is refused, and is not taken for this block’s outcome', async () => {
    const line = await memoryLine();
    const call = phoneCall(line, ANA);
    await call.asksForPin('pin');
    await expect(call.types(line.ports.sms.pin(), 'pin')).rejects.toThrow(/step: another block/);
    await call.types(line.ports.sms.pin(), 'try');
    await expect(call.asksForPin('try')).rejects.toThrow(/step: another block/);
  });
});

/** A reply valid by its schema (`send` checks it), or a named error with nothing written. */
const answers = async (line: MemoryLine, { lambda, event }: Sent) => {
  const before = line.items.length;
  line.ports.system.advance(20_000);
  const error = await line.send(lambda, event).then(
    () => null,
    (thrown: Error) => thrown,
  );
  if (error === null) return;
  expect([error.name, error.message]).toEqual(['BadFlowEvent', expect.stringContaining('event')]);
  expect(line.items).toHaveLength(before);
};

const typesWritten = ({ items }: MemoryLine) => [...new Set(items.slice(3).map(({ type }) => type))].sort();

describe('every Lambda, whatever its input,', () => {
  it('answers within the schema, or refuses with a named error and writes nothing; and repeats no secret', async () => {
    const line = await memoryLine();
    await fc.assert(
      fc.asyncProperty(sentTo(line), (sent) => answers(line, sent)),
      { numRuns: RUNS, seed: 1 },
    );
    await line.catchUp();
    const numbers = [ANA, STRANGER].flatMap((number) => [number, number.slice(1)]);
    expect(secretsIn(line, [TYPED, ...numbers, ...line.ports.pinCodes.made])).toEqual([]);
    expect([line.replies.length > RUNS / 4, line.errors.length > RUNS / 4]).toEqual([true, true]);
    expect(typesWritten(line)).toEqual([
      'CallerRefused',
      'EmergencyChangeRefused',
      'PinIssueRefused',
      'PinIssued',
      'PinRejected',
      'PinSent',
    ]);
  });

  it('sets or removes no emergency on a call that was not verified', async () => {
    const line = await memoryLine();
    await phoneCall(line, ANA).provesWhoItIs();
    await fc.assert(
      fc.asyncProperty(sentTo(line, 'UpdateEmergency'), (sent) => answers(line, sent)),
      { numRuns: RUNS, seed: 2 },
    );
    expect(typesWritten(line)).toEqual(['EmergencyChangeRefused', 'PinIssued', 'PinSent', 'PinVerified']);
  });
});
