import { random } from '../../kit/random.ts';
import { type Check, count } from '../check.ts';
import { historyFaults, makeHistory } from '../histories/history.ts';
import { tally } from '../tally.ts';

/** Long histories of several callers and a network that fails, held against a line without any of that. */
export const histories: Check = {
  name: 'histories',
  shows:
    'With lost answers, throttling, functions that die, clocks that are off and blocks sent twice, callers cannot tell the line from one that does one thing after the other.',
  bar: '200 histories of 50 to 200 operations by 8 callers: all linearizable, at most one text for a PIN, 0 breaches',
  async run({ seed, quick }) {
    const draw = random(seed);
    const faults = tally();
    const told = { operations: 0, unanswered: 0, texts: 0 };
    const runs = quick ? 4 : 200;
    for (let made = 0; made < runs; made += 1) {
      const run = await makeHistory(draw, 50 + draw.below(151));
      faults.add(await historyFaults(run));
      told.operations += run.operations.length;
      told.unanswered += run.operations.filter(({ answered }) => answered === null).length;
      told.texts += run.line.ports.sms.sent.length;
    }
    return {
      size: `${count(runs)} histories, ${count(told.operations)} operations`,
      result: `${faults}`,
      held: faults.none(),
      notes: [
        'Linearizable as proven by the order in which the calls took effect, noted as they were made and not read from the log: each effect lies between question and answer, and a sequential model of a page gives every answer that was given. An update takes effect in three steps (the proof looked up, the change granted, the location written), an asked PIN in two (made, texted), each at once.',
        `Of each 100 outside calls 8 go wrong: not made, made and the answer lost, the put sent again by the SDK, the text refused or its answer lost. Clocks are up to 5 s off, Connect sends up to 4 times and 10 in 100 blocks twice at once; ${count(told.unanswered)} operations were never answered, ${count(told.texts)} texts left.`,
        'What customers hear from the board follows the log a moment later and is left out; administrators hear the log.',
      ],
    };
  },
};
