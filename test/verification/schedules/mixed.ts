import { ANA, BEN, STRANGER } from '../../kit/line.ts';
import type { Random } from '../../kit/random.ts';
import { asks, type Block, changes, eventOf, newestPin, types, wrongFor } from '../flow-blocks.ts';
import { type Answer, isNoAnswer } from '../invariants/answers.ts';
import { breaches } from '../invariants/line.ts';
import { readBody } from '../invariants/log.ts';
import { lambda } from '../lambdas.ts';
import { type Gate, through } from '../outside.ts';
import type { Stage } from '../stage.ts';
import { scheduler, type Tasks } from '../tasks.ts';

const ACTIONS = [
  'ask',
  'right',
  'right',
  'wrong',
  'silence',
  'malformed',
  'set',
  'repeat',
  'expire',
] as const;
type Action = Exclude<(typeof ACTIONS)[number], 'repeat' | 'expire'>;

/** A block, how often it was sent, and how many of these are still running. */
type SentBlock = Answer & { block: Block; sent: number; underWay: number };
type Scene = { stage: Stage; random: Random; tasks: Tasks; sentBlocks: Map<string, SentBlock> };

const PAST_A_LIFE = 31_000;
/** How often Connect sends a block twice at once. */
const TWICE = 0.15;

/** Two to eight callers act at random and concurrently; answers the breaches afterwards. */
export const mixed = async (stage: Stage, random: Random): Promise<string[]> => {
  const { ports, items } = stage;
  const before = items.length;
  const tasks = scheduler(({ port }) => port !== 'system');
  const scene: Scene = { stage, random, tasks, sentBlocks: new Map() };
  const callers = 2 + random.below(7);
  for (let caller = 0; caller < callers; caller += 1)
    await tasks.begin((gate) => call(scene, `${caller}`, gate));
  await tasks.run(random.pick);
  const answers = [...scene.sentBlocks.values()];
  const written = new Set(items.slice(before).map(readBody).map(commandOf));
  const secret = answers.filter((answer) => isUnansweredTry(answer) && written.has(commandOf(answer)));
  const faults = await breaches({ config: ports.config, sms: ports.sms, items: stage.touched(), answers });
  stage.rewind();
  return [...faults, ...secret.map(() => 'an unanswered try is in the log')];
};

const commandOf = ({ contactId, step }: { contactId: string; step: string }) => `${contactId} ${step}`;

const isUnansweredTry = ({ block, replies }: SentBlock) =>
  block.lambda === 'VerifyPin' && replies.length === 0;

/** One caller, who may hang up after any block. Most have a call of their own, some speak in that of another. */
const call = async (scene: Scene, caller: string, gate: Gate): Promise<void> => {
  const { random, stage } = scene;
  const from = random.pick([ANA, ANA, ANA, BEN, STRANGER]);
  const who = { from, contactId: `call-${random.chance(0.2) ? 0 : caller}-${from.slice(-2)}` };
  let last: Sent = { block: asks(who, `${caller}-0`), at: stage.ports.system.now() };
  await send(scene, last.block, gate);
  for (let left = random.below(6); left > 0; left -= 1) {
    const next = nextOf(scene, random.pick(ACTIONS), who, `${caller}-${left}`, last);
    if (next === null) continue;
    last = next;
    await twice(scene, next.block);
    await send(scene, next.block, gate);
  }
};

type Sent = { block: Block; at: number };

/** What is sent next: a new block, or the last one again unless time has gone by. */
const nextOf = (
  scene: Scene,
  action: (typeof ACTIONS)[number],
  who: { from: string; contactId: string },
  step: string,
  last: Sent,
): Sent | null => {
  const { system } = scene.stage.ports;
  if (action === 'expire' && !isRepeating(scene)) system.advance(PAST_A_LIFE);
  if (action === 'expire') return null;
  const at = system.now();
  if (action === 'repeat') return last.at === at && !isOpen(scene, last) ? last : null;
  return { block: blockOf(action, scene.stage, who, step), at };
};

/** After TRY_AGAIN a flow sends a new request, which may get another answer; it is no retry. */
const isOpen = ({ sentBlocks }: Scene, { block }: Sent): boolean =>
  sentBlocks.get(commandOf(block))?.replies.some(({ status }) => status === 'TRY_AGAIN') ?? false;

/** No time passes while a block that was sent twice is under way: Connect repeats within eight seconds or never. */
const isRepeating = ({ sentBlocks }: Scene): boolean =>
  [...sentBlocks.values()].some(({ sent, underWay }) => sent > 1 && underWay > 0);

const send = async ({ stage: { ports }, sentBlocks }: Scene, block: Block, gate: Gate): Promise<void> => {
  const one = sentBlocks.get(commandOf(block)) ?? { ...block, block, replies: [], sent: 0, underWay: 0 };
  sentBlocks.set(commandOf(block), one);
  one.sent += 1;
  one.underWay += 1;
  const reply = await lambda(block.lambda, through(ports, gate))(eventOf(ports, block)).catch(() => null);
  one.underWay -= 1;
  if (reply && !isNoAnswer(reply, one.underWay)) one.replies = [...one.replies, reply];
};

const twice = async (scene: Scene, block: Block): Promise<void> => {
  if (scene.random.chance(TWICE)) await scene.tasks.begin((twin) => send(scene, block, twin));
};

const blockOf = (
  action: Action,
  { ports }: Stage,
  who: { from: string; contactId: string },
  step: string,
): Block => {
  const pin = newestPin(ports, who.from);
  switch (action) {
    case 'ask':
      return asks(who, step);
    case 'right':
      return types(who, step, pin);
    case 'wrong':
      return types(who, step, wrongFor(pin));
    case 'silence':
      return types(who, step, 'Timeout');
    case 'malformed':
      return types(who, step, `${pin} `);
    case 'set':
      return changes(who, step, { Center: 'Manila', type: 'weather', heardSeq: 0 });
  }
};
