import { random } from '../../kit/random.ts';
import { runs } from '../../kit/sample.ts';
import { type Check, count } from '../check.ts';
import { finalFaults } from '../fuzz/expected-reply.ts';
import { fuzzedLine } from '../fuzz/fixture.ts';
import { tally } from '../tally.ts';

/** Inputs per line, after which its final state is checked; one in eight goes to a stream handler. */
const INPUTS = 500;
const TO_STREAMS = 0.125;

/** Odd input to all six handlers. */
export const fuzz: Check = {
  name: 'fuzz',
  shows:
    'A handler answers any input within its schema or with a named error; input that the flows never send changes nothing.',
  bar: '1,000,000 inputs: 0 uncaught, 0 replies outside the schema, 0 changes by invalid input',
  async run({ seed, quick }) {
    const draw = random(seed);
    const faults = tally();
    const inputs = quick ? runs(4) * INPUTS : 1_000_000;
    const totals = { answered: 0, refused: 0, batches: 0 };
    for (let left = inputs; left > 0; left -= INPUTS) {
      const line = await fuzzedLine();
      for (let input = 0; input < INPUTS; input += 1)
        faults.add(await (draw.chance(TO_STREAMS) ? line.batch(draw) : line.call(draw)));
      faults.add(await finalFaults(line));
      totals.answered += line.answers.replies.length;
      totals.refused += line.answers.errors.length;
    }
    totals.batches = inputs - totals.answered - totals.refused;
    return {
      size: `${count(inputs)} inputs`,
      result: `${faults}`,
      passed: faults.none(),
      notes: [
        `${count(totals.answered)} calls were answered, ${count(totals.refused)} rejected with BadFlowEvent, ${count(totals.batches)} batches went to the stream handlers`,
        'whether an input is valid is decided by an independent, plain-code check of the flows’ parameters, not by the handlers’ schemas',
      ],
    };
  },
};
