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
    '%j is none, and nothing is written',
    async (step) => {
      const line = await memoryLine();
      const asked = () =>
        phoneCall(line, ANA)
          .asksForPin(step)
          .catch((error: Error) => error.name);
      const { reply, wrote } = await line.watch(asked);
      expect([reply, wrote, line.ports.sms.sent]).toEqual(['BadFlowEvent', [], []]);
    },
  );

  it('may be fifty letters long', async () => {
    const line = await memoryLine();
    expect(await phoneCall(line, ANA).asksForPin('x'.repeat(50))).toMatchObject({ status: 'SENT' });
  });

  it('of another block of the call is refused, and is no outcome of this one', async () => {
    const line = await memoryLine();
    const call = phoneCall(line, ANA);
    await call.asksForPin('pin');
    await expect(call.types(line.ports.sms.pin(), 'pin')).rejects.toThrow(/step: another block/);
    await call.types(line.ports.sms.pin(), 'try');
    await expect(call.asksForPin('try')).rejects.toThrow(/step: another block/);
  });
});

/** A reply within its schema (`send` holds it against that), or an error that names itself and wrote nothing. */
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

describe('whatever a Lambda is sent', () => {
  it('it answers within the schema, or refuses by name with nothing written; and no secret is repeated', async () => {
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

  it('no emergency is set or removed on a call that was not proven', async () => {
    const line = await memoryLine();
    await phoneCall(line, ANA).provesWhoItIs();
    await fc.assert(
      fc.asyncProperty(sentTo(line, 'UpdateEmergency'), (sent) => answers(line, sent)),
      { numRuns: RUNS, seed: 2 },
    );
    expect(typesWritten(line)).toEqual(['EmergencyChangeRefused', 'PinIssued', 'PinSent', 'PinVerified']);
  });
});
