import { smsBody } from '../../../adapters/sms-body.ts';
import type { Sms } from '../../../domain/emergency/ports.ts';
import type { Reply } from '../../../handlers/connect-event.ts';
import type { Random } from '../../kit/random.ts';
import { type Block, eventOf, pinIn } from '../flow-blocks.ts';
import { type Answer, isNoAnswer } from '../invariants/answers.ts';
import { lambda } from '../lambdas.ts';
import { type Gate, through } from '../outside.ts';
import type { Stage } from '../stage.ts';
import type { Tasks } from '../tasks.ts';
import { type Effect, type Time, tick, watched } from './effects.ts';
import { faultyNow } from './faults.ts';
import type { Operation } from './state.ts';

/** A history while it is made; `left` operations are still to come. `open`: since when each block under way is (ms). */
export type Run = {
  line: Stage;
  random: Random;
  tasks: Tasks;
  time: Time;
  left: number;
  open: Set<{ since: number }>;
  operations: Operation[];
  effects: Effect[];
  answers: Answer[];
};

/** Connect sends a block up to four times while it fails, and here now and then twice at once. */
const TRIES = 4;
const TWICE = 0.1;
/** How far the functions' clocks are off at most, in milliseconds. */
const SKEW = 5_000;

/** Sends a block as Connect does, faults and all, and notes when it was asked and when first answered. */
export const deliver = async (
  run: Run,
  gate: Gate,
  block: Block,
  operation: Operation,
): Promise<Reply | null> => {
  run.left -= 1;
  operation.asked = tick(run.time);
  run.operations.push(operation);
  const replies: Reply[] = [];
  // What is only heard is no command: heard twice it may well be another thing.
  const isCommand = operation.does !== 'hear';
  if (isCommand) run.answers.push({ ...block, replies });
  let underWay = 0;
  const once = async (at: Gate): Promise<Reply | null> => {
    underWay += 1;
    const reply = await attempt(run, at, block, operation);
    underWay -= 1;
    if (!reply || isNoAnswer(reply, underWay)) return reply;
    replies.push(reply);
    operation.answered ??= tick(run.time);
    operation.reply ??= reply;
    return reply;
  };
  if (isCommand && run.random.chance(TWICE))
    await run.tasks.begin(async (twin) => void (await during(run, () => once(twin))));
  return during(run, async () => {
    for (let left = TRIES; left > 0; left -= 1) {
      const reply = await once(gate);
      if (reply) return reply;
    }
    return null;
  });
};

/** A block is over within eight seconds, repeats and all. */
const LONGEST = 8_000;

const during = async ({ line, open }: Run, act: () => Promise<Reply | null>): Promise<Reply | null> => {
  const block = { since: line.ports.system.now() };
  open.add(block);
  const reply = await act();
  open.delete(block);
  return reply;
};

/** Time passes while people speak, but no more than the blocks under way may still take. */
export const timePasses = ({ line, open, random }: Run, most: number): void => {
  const { system } = line.ports;
  const ends = [...open].map(({ since }) => since + LONGEST - system.now());
  system.advance(Math.min(random.below(most), ...ends));
};

/** One invocation of the function, on a machine whose clock is off by as much as this one's. */
const attempt = async (
  { line, random, time, effects }: Run,
  gate: Gate,
  block: Block,
  operation: Operation,
): Promise<Reply | null> => {
  const skew = random.below(2 * SKEW + 1) - SKEW;
  const { clock, watch, heard } = watched(time, effects, operation, block);
  const now = () => {
    const at = line.ports.system.now() + skew;
    clock(at);
    return at;
  };
  const [noting, faulty] = [textNoted(operation), faultyNow(random)];
  const ports = through({ ...line.ports, system: { ...line.ports.system, now } }, (call, make) =>
    noting(call, () => gate(call, () => faulty(call, () => watch(call, make)))),
  );
  const reply = await lambda(block.lambda, ports)(eventOf(ports, block)).catch(() => null);
  if (reply && operation.does === 'hear') heard();
  return reply;
};

/** Notes which PIN an asking texts, and whether the provider was seen to take it. */
const textNoted =
  (operation: Operation): Gate =>
  async (call, make) => {
    if (operation.does !== 'ask' || call.method !== 'send') return make();
    const text = { pin: pinIn(smsBody(call.args[0] as Sms)), accepted: false };
    operation.text = text;
    const outcome = await make();
    text.accepted = (outcome as { sent: boolean }).sent;
    return outcome;
  };
