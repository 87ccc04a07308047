import { random } from '../../kit/random.ts';
import { type Check, count } from '../check.ts';
import { historyFaults, makeHistory } from '../histories/history.ts';
import { tally } from '../tally.ts';

/** Long histories of several callers and a network that fails, compared with a sequential model. */
export const histories: Check = {
  name: 'histories',
  shows:
    'With lost answers, throttling, crashing functions, clock skew and repeated blocks, the line behaves as if it did one thing after the other (it is linearizable).',
  bar: '200 histories of 50 to 200 operations by 8 callers: all linearizable, at most one text for a PIN, 0 breaches',
  async run({ seed, quick }) {
    const draw = random(seed);
    const faults = tally();
    const total = { operations: 0, unanswered: 0, texts: 0 };
    const runs = quick ? 4 : 200;
    for (let made = 0; made < runs; made += 1) {
      const run = await makeHistory(draw, 50 + draw.below(151));
      faults.add(await historyFaults(run));
      total.operations += run.operations.length;
      total.unanswered += run.operations.filter(({ answered }) => answered === null).length;
      total.texts += run.line.ports.sms.sent.length;
    }
    return {
      size: `${count(runs)} histories, ${count(total.operations)} operations`,
      result: `${faults}`,
      passed: faults.none(),
      notes: [
        'The witness is the order in which the calls took effect, recorded as they were made and not read from the log: each effect lies between request and answer, and a one-page sequential model gives the same answers. An update takes effect in three atomic steps (session found, change authorized, location written), a requested PIN in two (issued, texted).',
        `Of every 100 port calls 8 fail: not made, made with the answer lost, the put retried by the SDK, the text refused or its answer lost. Clocks are up to 5 s off; Connect makes up to 4 attempts and sends 10 of 100 blocks twice at once; ${count(total.unanswered)} operations got no answer, ${count(total.texts)} texts were sent.`,
        'The board customers hear is eventually consistent and not part of the model; administrators are answered from the log.',
      ],
    };
  },
};
