import { ANA, LIN, STRANGER } from '../../kit/line.ts';
import type { MemoryPorts } from '../../kit/ports.ts';
import { authenticator } from '../authenticator.ts';
import { asks, type Block, changes, eventOf, hears, newestPin, types, wrongFor } from '../flow-blocks.ts';
import { lambda } from '../lambdas.ts';
import type { Stage } from '../stage.ts';

/** Something the product does, on whatever ports; throws when it could not be done, and may then be done again. */
export type Action = (ports: MemoryPorts) => Promise<unknown>;

/** `code` shows the code of an administrator who has an authenticator. */
export type Prepared = { act: Action; code?: () => string };

export type UseCase = {
  name: string;
  /** Brings the line to where the act begins. */
  prepare(stage: Stage): Promise<Prepared>;
  /** What may be answered instead of the right answer when something is broken. */
  refusals: readonly string[];
  /** A caller must hear something, whatever is broken. */
  always?: true;
};

export const CALL = { from: ANA, contactId: 'call-1' };
const FROM_LANDLINE = { from: LIN, contactId: 'call-1' };
const UNKNOWN = { from: STRANGER, contactId: 'call-1' };
const MANILA = { Center: 'Manila', type: 'weather', heardSeq: 0 };

export const answer = (ports: MemoryPorts, block: Block) =>
  lambda(block.lambda, ports)(eventOf(ports, block));

type Before = (stage: Stage) => Block;

/** A block of a flow, after those that come before it. */
const block = (
  name: string,
  made: Before,
  { after = [], refusals = [] }: { after?: Before[]; refusals?: string[] } = {},
): UseCase => ({
  name,
  refusals,
  async prepare(stage) {
    for (const before of after) await answer(stage.ports, before(stage));
    const its = made(stage);
    return { act: (ports) => answer(ports, its) };
  },
});

const ask = () => asks(CALL, 'pin');
const typeRight = ({ ports }: Stage) => types(CALL, 'try', newestPin(ports, ANA));
const typeWrong = ({ ports }: Stage) => types(CALL, 'try', wrongFor(newestPin(ports, ANA)));
const set = () => changes(CALL, 'set', MANILA);
const remove = () => changes(CALL, 'remove', { ...MANILA, type: null, heardSeq: 1 });
const atlantis = () => changes(CALL, 'set', { ...MANILA, Center: 'Atlantis' });

const proven: Before[] = [ask, typeRight];
/** A call that was proven and has set an emergency. */
export const changed: Before[] = [...proven, set];

/** The same with an authenticator: asking for a code, typing it, and typing it again in another call. */
const withCode = (name: string, steps: (show: () => string) => Block[]): UseCase => ({
  name,
  refusals: [],
  async prepare({ ports }) {
    const code = await authenticator(ports, 'ana');
    const blocks = steps(code);
    const last = blocks.pop();
    for (const before of blocks) await answer(ports, before);
    return { act: (faulty) => answer(faulty, last as Block), code };
  },
});

const other = { ...CALL, contactId: 'call-3' };

/** What callers do, block by block of the flows. */
export const BLOCKS: readonly UseCase[] = [
  block('OneTimePin: a PIN', ask, { refusals: ['SEND_FAILED'] }),
  block('OneTimePin: a resend', () => asks(CALL, 'again'), { after: [ask], refusals: ['SEND_FAILED'] }),
  block('OneTimePin: from a landline', () => asks(FROM_LANDLINE, 'pin')),
  block('OneTimePin: a stranger', () => asks(UNKNOWN, 'pin')),
  withCode('OneTimePin: a code', () => [ask()]),
  block('VerifyPin: the right PIN', typeRight, { after: [ask] }),
  block('VerifyPin: a wrong PIN', typeWrong, { after: [ask] }),
  block('VerifyPin: silence', () => types(CALL, 'try', 'Timeout'), { after: [ask] }),
  block('VerifyPin: nothing was sent', () => types(CALL, 'try', '000000')),
  block('VerifyPin: a stranger', () => types(UNKNOWN, 'try', '000000')),
  withCode('VerifyPin: the right code', (show) => [ask(), types(CALL, 'try', show())]),
  withCode('VerifyPin: a code used before', (show) => [
    asks(other, 'pin'),
    types(other, 'try', show()),
    ask(),
    types(CALL, 'try', show()),
  ]),
  {
    ...block('CheckEmergency: a customer', () => hears(UNKNOWN, 'Manila', 'false'), {
      after: changed,
      refusals: ['NOT_SET_UP'],
    }),
    always: true,
  },
  block('CheckEmergency: an administrator', () => hears(CALL, 'Manila', 'true'), { after: changed }),
  block('UpdateEmergency: set', set, { after: proven }),
  block('UpdateEmergency: remove', remove, { after: changed }),
  block('UpdateEmergency: not proven', set, { after: [ask] }),
  block('UpdateEmergency: a stranger', () => changes(UNKNOWN, 'set', MANILA)),
  block('UpdateEmergency: an unknown centre', atlantis, { after: proven }),
];
