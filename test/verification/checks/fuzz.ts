import { random } from '../../kit/random.ts';
import { type Check, count } from '../check.ts';
import { reckoning } from '../fuzz/expected-reply.ts';
import { world } from '../fuzz/fixture.ts';
import { tally } from '../tally.ts';

/** One line gets so many inputs; then all is reckoned up and a new line begins. One in eight goes to a stream handler. */
const INPUTS = 500;
const TO_STREAMS = 0.125;

/** Odd input to all six handlers, and what came of it. */
export const fuzz: Check = {
  name: 'fuzz',
  shows:
    'Whatever a handler is sent, it answers within its schema or refuses by name; what no flow of ours sends changes nothing.',
  bar: '1,000,000 inputs: 0 uncaught, 0 replies outside the schema, 0 changes by invalid input',
  async run({ seed, quick }) {
    const draw = random(seed);
    const faults = tally();
    const inputs = quick ? 2_000 : 1_000_000;
    const came = { answered: 0, refused: 0, batches: 0 };
    for (let left = inputs; left > 0; left -= INPUTS) {
      const line = await world();
      for (let input = 0; input < INPUTS; input += 1)
        faults.add(await (draw.chance(TO_STREAMS) ? line.batch(draw) : line.call(draw)));
      faults.add(await reckoning(line));
      came.answered += line.told.replies.length;
      came.refused += line.told.errors.length;
    }
    came.batches = inputs - came.answered - came.refused;
    return {
      size: `${count(inputs)} inputs`,
      result: `${faults}`,
      held: faults.none(),
      notes: [
        `${count(came.answered)} calls were answered, ${count(came.refused)} refused by name (BadFlowEvent), ${count(came.batches)} batches went to the stream handlers`,
        'what is invalid is decided by a second reading of the flows’ parameters in plain code, not by the handlers’ own schemas',
      ],
    };
  },
};
