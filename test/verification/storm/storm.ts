import type { StoredEvent } from '../../../domain/ledger/envelope.ts';
import { ANA } from '../../kit/line.ts';
import type { Random } from '../../kit/random.ts';
import { asks, type Block, eventOf, newestPin, types, wrongFor } from '../flow-blocks.ts';
import type { Answer } from '../invariants/answers.ts';
import { breaches } from '../invariants/line.ts';
import { readBody } from '../invariants/log.ts';
import { lambda } from '../lambdas.ts';
import { through } from '../outside.ts';
import type { Stage } from '../stage.ts';
import { scheduler } from '../tasks.ts';

/** How many concurrent tries have the right PIN, how many a wrong one, and whether all are retries of one block. */
export type Mix = { right: number; wrong: number; repeats: boolean };

/** The number of answers and of events, and the faults found. */
export type StormResult = { answered: number; written: number; faults: string[] };

const CALL = { from: ANA, contactId: 'call-1' };
/** Attempts Connect makes of a block that fails. */
const TRIES = 4;

/** Sends one PIN and makes all tries at once, in a random order of their port calls. */
export const storm = async (line: Stage, draw: Random, mix: Mix): Promise<StormResult> => {
  const { ports, items } = line;
  await lambda('OneTimePin', ports)(eventOf(ports, asks(CALL, 'pin')));
  const pin = newestPin(ports, ANA);
  line.mark();
  const answers = await atOnce(line, draw, blocks(mix, pin));
  const written = line.since().map(readBody);
  const answered = answers.filter(({ replies }) => replies.length > 0).length;
  const after = await lambda('VerifyPin', ports)(eventOf(ports, types(CALL, 'after', pin)));
  return {
    answered,
    written: written.length,
    faults: [
      ...countFaults(written, mix.repeats ? 1 : answered),
      ...(after.status === 'VERIFIED' ? ['the PIN was verified again'] : []),
      ...(await breaches({ config: ports.config, sms: ports.sms, items, answers })),
    ],
  };
};

const blocks = ({ right, wrong, repeats }: Mix, pin: string): Block[] =>
  [...Array<string>(right).fill(pin), ...Array<string>(wrong).fill(wrongFor(pin))].map((entered, index) =>
    types(CALL, repeats ? 'try' : `try-${index}`, entered),
  );

const atOnce = async ({ ports }: Stage, draw: Random, tries: readonly Block[]): Promise<Answer[]> => {
  const tasks = scheduler(({ port }) => port !== 'system');
  const answers: Answer[] = [];
  for (const block of tries)
    await tasks.begin(async (gate) => {
      const handle = lambda(block.lambda, through(ports, gate));
      const replies = [];
      for (let left = TRIES; left > 0 && replies.length === 0; left -= 1) {
        const reply = await handle(eventOf(ports, block)).catch(() => null);
        if (reply) replies.push(reply);
      }
      answers.push({ ...block, replies });
    });
  await tasks.run(draw.pick);
  return answers;
};

/** A PIN may be tried three times wrongly. */
const TRIES_OF_A_PIN = 3;

/** Every answer is in the log and nothing else; and either one try was verified, or exactly the allowed number were wrong. */
const countFaults = (written: readonly StoredEvent[], answered: number): string[] => {
  const verifications = written.filter(({ type }) => type === 'PinVerified').length;
  const wrong = written.filter(({ data }) => data.reason === 'wrong').length;
  const exact =
    verifications === 1 ? wrong < TRIES_OF_A_PIN : verifications === 0 && wrong === TRIES_OF_A_PIN;
  return [
    ...(exact ? [] : [`${verifications} verified and ${wrong} were counted as wrong`]),
    ...(written.length === answered
      ? []
      : [`${answered} were answered and ${written.length} are in the log`]),
  ];
};
