import { ANA, BEN, LIN, STRANGER } from '../../kit/line.ts';
import type { MemoryPorts } from '../../kit/ports.ts';
import type { Random } from '../../kit/random.ts';
import type { Lambda } from '../../kit/replies.ts';
import { asks, type Block, changes, eventOf, hears, newestPin, types } from '../flow-blocks.ts';
import { mutate } from './mutate.ts';
import { odd, oddText } from './values.ts';

/** What a caller typed that was no PIN of ours: nowhere to be seen afterwards. */
export const TYPED = '738291';

const FROM = [ANA, ANA, ANA, BEN, LIN, STRANGER, 'anonymous', null];

/** Which of Connect's blocks it is nearly, of twelve calls that are under way; some blocks have the step of another. */
const nearly = (random: Random, ports: MemoryPorts, number: number): Block => {
  const from = random.pick(FROM);
  const call = { from, contactId: `call-${random.below(12)}` };
  const step = `block-${number - (random.chance(0.1) ? random.below(4) : 0)}`;
  const Center = random.pick(['Manila', 'Manila', 'Sydney', 'Atlantis']);
  switch (random.below(8)) {
    case 0:
    case 1:
      return asks(call, step);
    case 2:
      return types(call, step, newestPin(ports, from));
    case 3:
      return types(call, step, random.chance(0.5) ? TYPED : oddText(random));
    case 4:
      return hears(call, Center, random.chance(0.5) ? 'true' : 'false');
    default:
      return changes(call, step, {
        Center,
        type: random.pick(['weather', 'fire-alarm', 'plague', null]),
        heardSeq: random.below(4),
      });
  }
};

const LAMBDAS: readonly Lambda[] = ['OneTimePin', 'VerifyPin', 'CheckEmergency', 'UpdateEmergency'];

/** The `number`-th input, for a call handler: a block of our flows, left as it is or changed in one to three places, or nothing like it. */
export const fuzzedCall = (
  random: Random,
  ports: MemoryPorts,
  number: number,
): { lambda: Lambda; event: unknown } => {
  if (random.chance(0.03)) return { lambda: random.pick(LAMBDAS), event: odd(random, 3) };
  const block = nearly(random, ports, number);
  const event = eventOf(ports, block);
  for (let left = random.below(4); left > 0; left -= 1) mutate(random, event.Details);
  return { lambda: random.chance(0.98) ? block.lambda : random.pick(LAMBDAS), event };
};
