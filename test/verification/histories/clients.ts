import { asks, type Block, changes, hears, types, wrongFor } from '../flow-blocks.ts';
import type { Gate } from '../outside.ts';
import { deliver, type Run, timePasses } from './deliver.ts';
import type { Operation } from './state.ts';

/** Who phones. The line must not make anybody wait in a history, for the model knows no waits: so few PINs each. */
export const ADMINS = [
  { adminId: 'ana', number: '+6591110001' },
  { adminId: 'bob', number: '+6591110005' },
  { adminId: 'cy', number: '+6591110006' },
] as const;
const MOST_PINS = 8;

/** Longer than a PIN lives, and than a proof does in a history (ms). */
const PAST_A_PIN = 31_000;
const PAST_A_PROOF = 61_000;

type Call = { run: Run; gate: Gate; adminId: string; from: string; contactId: string; step: number };

/** One caller after the other on one telephone, until the history is long enough. */
export const client = async (run: Run, number: number, gate: Gate): Promise<void> => {
  const { adminId, number: from } = ADMINS[number % ADMINS.length] ?? ADMINS[0];
  for (let calls = 0; run.left > 0; calls += 1) {
    const call = { run, gate, adminId, from, contactId: `call-${number}-${calls}`, step: 0 };
    const pin = await askFor(call);
    await typeIn(call, pin);
    await change(call);
  }
};

/** Asks for a PIN unless this administrator has had enough; returns the PIN that was texted, or digits that are none. */
const askFor = async (call: Call): Promise<string> => {
  const { run, adminId } = call;
  const asked = run.operations.filter((one) => one.does === 'ask' && one.adminId === adminId).length;
  if (asked >= MOST_PINS) return '000000';
  const operation: Operation = { ...about(call), does: 'ask', text: null };
  await send(call, asks(call, nextStep(call)), operation);
  return operation.text?.pin ?? '000000';
};

const typeIn = async (call: Call, pin: string): Promise<void> => {
  const { random } = call.run;
  for (let tries = random.below(5); tries > 0; tries -= 1) {
    if (random.chance(0.15)) await linger(call, PAST_A_PIN);
    const typed = random.pick([pin, pin, wrongFor(pin), 'Timeout', `${pin}0`]);
    const reply = await send(call, types(call, nextStep(call), typed), {
      ...about(call),
      does: 'type',
      typed,
    });
    if (reply?.status === 'VERIFIED') return;
  }
};

/** Hears the status of a location and changes it, several times; sometimes from a status heard long ago. */
const change = async (call: Call): Promise<void> => {
  const { random } = call.run;
  let heardSeq = 0;
  for (let times = random.below(5); times > 0; times -= 1) {
    const center = random.pick(['Manila', 'Sydney']);
    if (random.chance(0.15)) await linger(call, PAST_A_PROOF);
    if (random.chance(0.8)) {
      const heard = await send(call, hears(call, center, 'true'), { ...about(call), does: 'hear', center });
      heardSeq = Number(heard?.seq ?? 0);
    }
    const type = random.pick(['weather', 'fire-alarm', null]);
    const asked = { center, type, heardSeq };
    await send(call, changes(call, nextStep(call), { Center: center, type, heardSeq }), {
      ...about(call),
      does: 'change',
      ...asked,
    });
  }
};

const nextStep = (call: Call): string => {
  call.step += 1;
  return `block-${call.step}`;
};

const about = ({ adminId, contactId }: Call) => ({
  adminId,
  contactId,
  asked: 0,
  answered: null,
  reply: null,
});

/** Waits (ms) while the others go on. */
const linger = async ({ run, gate }: Call, milliseconds: number): Promise<void> => {
  const { system } = run.line.ports;
  const until = system.now() + milliseconds;
  while (system.now() < until && run.left > 0) {
    timePasses(run, 500);
    await gate({ port: 'caller', method: 'lingers', args: [] }, async () => {});
  }
};

const send = (call: Call, block: Block, operation: Operation) => {
  timePasses(call.run, 1_500);
  return deliver(call.run, call.gate, block, operation);
};
