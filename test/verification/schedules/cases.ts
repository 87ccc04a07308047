import type { StoredEvent } from '../../../domain/ledger/envelope.ts';
import { ANA } from '../../kit/line.ts';
import { authenticator } from '../authenticator.ts';
import { asks, type Block, eventOf, newestPin, types, wrongFor } from '../flow-blocks.ts';
import type { Answer } from '../invariants/answers.ts';
import { lambda } from '../lambdas.ts';
import { type Stage, stage } from '../stage.ts';

/** Blocks that are answered at the same time, and what must hold besides the invariants, in every order. */
export type Case = {
  name: string;
  stage: Stage;
  blocks: readonly Block[];
  wrong(written: readonly StoredEvent[], answers: readonly Answer[]): string[];
};

const CALL = { from: ANA, contactId: 'call-1' };
const OTHER = { from: ANA, contactId: 'call-2' };

const unless = (holds: boolean, fault: string) => (holds ? [] : [fault]);

const exactly = (written: readonly StoredEvent[], most: number, type?: string) =>
  unless(
    written.filter((event) => !type || event.type === type).length === most,
    `not exactly ${most} ${type ?? 'events'}`,
  );

const allAnswered = (answers: readonly Answer[]) =>
  unless(
    answers.every(({ replies }) => replies.length === 1),
    'not all were answered',
  );

/** Several try one PIN at once: `R` types the right one, `W` a wrong one, `r` is Connect's repeat of one right try. */
export const verifiers = async (typed: string): Promise<Case> => {
  const set = await stage();
  await lambda('OneTimePin', set.ports)(eventOf(set.ports, asks(CALL, 'pin')));
  set.mark();
  const pin = newestPin(set.ports, ANA);
  const blocks = [...typed].map((kind, index) =>
    types(CALL, kind === 'r' ? 'try' : `try-${index}`, kind === 'W' ? wrongFor(pin) : pin),
  );
  const commands = new Set(blocks.map(({ step }) => step)).size;
  return {
    name: `${typed.length} × VerifyPin ${typed}`,
    stage: set,
    blocks,
    wrong: (written, answers) => [
      ...allAnswered(answers),
      ...exactly(written, commands),
      ...exactly(written, /r/i.test(typed) ? 1 : 0, 'PinVerified'),
    ],
  };
};

/** Two ask for a PIN at once: Connect's repeat of one block, a resend in one call, or two calls of one administrator. */
export const askers = async (who: 'repeat' | 'resend' | 'two calls'): Promise<Case> => {
  const second = asks(who === 'two calls' ? OTHER : CALL, who === 'resend' ? 'again' : 'pin');
  const pins = who === 'repeat' ? 1 : 2;
  return {
    name: `2 × OneTimePin, ${who}`,
    stage: await stage(),
    blocks: [asks(CALL, 'pin'), second],
    wrong: (written, answers) => [
      ...allAnswered(answers),
      ...exactly(written, pins, 'PinIssued'),
      ...exactly(written, 2 * pins),
    ],
  };
};

/** One code of an authenticator typed in three calls at once. */
export const codes = async (): Promise<Case> => {
  const set = await stage();
  const { ports } = set;
  const show = await authenticator(ports, 'ana');
  const calls = ['call-1', 'call-2', 'call-3'].map((contactId) => ({ from: ANA, contactId }));
  for (const call of calls) await lambda('OneTimePin', ports)(eventOf(ports, asks(call, 'code')));
  set.mark();
  return {
    name: '3 × VerifyPin, one code of an authenticator in three calls',
    stage: set,
    blocks: calls.map((call) => types(call, 'try', show())),
    wrong: (written, answers) => [
      ...allAnswered(answers),
      ...exactly(written, 3),
      ...exactly(written, 1, 'PinVerified'),
    ],
  };
};

/** A resend while the first PIN is being typed. */
export const resendAndType = async (): Promise<Case> => {
  const typing = await verifiers('R');
  return {
    ...typing,
    name: 'OneTimePin (a resend) and VerifyPin (the first PIN)',
    blocks: [...typing.blocks, asks(CALL, 'again')],
    wrong: (written, answers) => [...allAnswered(answers), ...exactly(written, 1, 'PinSent')],
  };
};
