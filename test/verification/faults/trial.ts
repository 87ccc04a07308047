import { inspect } from 'node:util';
import { ANA, BEN, LIN, STRANGER } from '../../kit/line.ts';
import { asks, changes, hears, newestPin, types } from '../flow-blocks.ts';
import { breaches } from '../invariants/line.ts';
import { readBody } from '../invariants/log.ts';
import { leaks } from '../leaks.ts';
import { type Gate, through } from '../outside.ts';
import { type Stage, stage } from '../stage.ts';
import { type Fault, faulty, watching } from './faulty.ts';
import { type Action, answer, CALL, type Prepared, type UseCase } from './use-cases.ts';

/** The answer Connect or an operator gets after all retries; null when there was none. */
export type Outcome = { answer: unknown } | null;

/** An action without a fault: its answer, the events it wrote and the names of its outside calls in order. */
export type Clean = { answer: unknown; wrote: string[]; calls: string[] };

export const clean = async ({ prepare }: UseCase): Promise<Clean> => {
  const line = await stage();
  const { act } = await prepare(line);
  line.mark();
  const { gate, calls } = watching();
  const answer = await act(through(line.ports, gate));
  return { answer, wrote: written(line), calls };
};

const written = (line: Stage): string[] => line.since().map(({ pk, type }) => `${pk} ${type}`);

/** Runs the action with one injected fault, retried as often as Connect does; answers how it ended and every breach. */
export const trial = async (
  useCase: UseCase,
  right: Omit<Clean, 'calls'>,
  fault: Fault,
): Promise<{ ended: 'the same' | 'refused' | 'failed'; faults: string[] }> => {
  const line = await stage();
  const prepared = await useCase.prepare(line);
  line.mark();
  const errors: unknown[] = [];
  const outcome = await tried(prepared.act, line, faulty(fault), errors);
  const ended = endedAs(useCase, right.answer, outcome);
  const wrote = written(line);
  const faults = [
    ...(ended === 'the same' && !same(wrote, right.wrote) ? [`wrote ${wrote.join(', ') || 'nothing'}`] : []),
    ...(ended === 'wrong' ? [`answered ${JSON.stringify(outcome)}`] : []),
    ...(ended === 'failed' && (useCase.always || !fault.lasting) ? ['no answer'] : []),
    ...(await afterwards(useCase, prepared, line, right.answer, outcome)),
    ...leaked(line, errors),
  ];
  return { ended: ended === 'wrong' ? 'failed' : ended, faults };
};

const TRIES = 4;

const tried = async (act: Action, { ports }: Stage, gate: Gate, errors: unknown[] = []): Promise<Outcome> => {
  for (let left = TRIES; left > 0; left -= 1) {
    const outcome = await act(through(ports, gate)).then(
      (answer) => ({ answer }),
      (error) => void errors.push(error),
    );
    if (outcome) return outcome;
  }
  return null;
};

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

const statusOf = (answer: unknown): unknown =>
  typeof answer === 'object' && answer !== null && 'status' in answer ? answer.status : undefined;

const endedAs = ({ refusals }: UseCase, right: unknown, outcome: Outcome) => {
  if (!outcome) return 'failed';
  if (same(outcome.answer, right)) return 'the same';
  return refusals.includes(String(statusOf(outcome.answer))) ? 'refused' : 'wrong';
};

/** After the fault: nothing is half done, no unverified change is possible, no event is lost, and the line works. */
const afterwards = async (
  useCase: UseCase,
  { act, code }: Prepared,
  line: Stage,
  right: unknown,
  outcome: Outcome,
): Promise<string[]> => {
  const again = await tried(act, line, watching().gate);
  const ended = endedAs(useCase, right, again);
  const door = await leftOpen(line);
  return [
    ...(ended === 'wrong' || ended === 'failed' ? [`a retry answered ${JSON.stringify(again)}`] : []),
    ...(outcome && !useCase.always && !same(again, outcome) ? ['a retry got a different answer'] : []),
    ...door,
    ...(await worksAgain(line, code)),
    ...(await caughtUp(line)),
    ...(await breaches({ config: line.ports.config, sms: line.ports.sms, items: line.items, answers: [] })),
  ];
};

/** The same call asks for a change: it must be refused unless the right PIN was typed in it. */
const leftOpen = async (line: Stage): Promise<string[]> => {
  const verified = line.items
    .map(readBody)
    .some(({ type, contactId }) => type === 'PinVerified' && contactId === CALL.contactId);
  const { status } = await answer(
    line.ports,
    changes(CALL, 'door', { Center: 'Sydney', type: 'weather', heardSeq: 0 }),
  );
  return verified || status === 'NOT_VERIFIED' ? [] : [`an unverified call was answered ${status}`];
};

/** Eleven minutes later, when no limit holds any more, an administrator goes the whole way. */
const worksAgain = async (line: Stage, code?: () => string): Promise<string[]> => {
  const call = { from: ANA, contactId: 'call-2' };
  line.ports.system.advance(660_000);
  const said = [
    await answer(line.ports, asks(call, 'pin')),
    await answer(line.ports, types(call, 'try', code?.() ?? newestPin(line.ports, ANA))),
  ];
  const { seq } = await answer(line.ports, hears(call, 'Manila', 'true'));
  said.push(
    await answer(
      line.ports,
      changes(call, 'set', { Center: 'Manila', type: 'weather', heardSeq: Number(seq) }),
    ),
  );
  const way = said.map(({ status }) => status).join(' ');
  return way === `${code ? 'ENTER_CODE' : 'SENT'} VERIFIED DONE` ? [] : [`the next call went ${way}`];
};

/** Every event reaches the bus, and the board says what the log says. */
const caughtUp = async (line: Stage): Promise<string[]> => {
  await line.catchUp();
  const published = new Set(line.ports.bus.taken.map(({ detail }) => JSON.parse(detail).id));
  const lost = line.items
    .filter(({ id }) => !published.has(id))
    .map(({ type }) => `${type} was not published`);
  const wrong = [...line.ports.board.rows.values()].filter(({ location, seq, eventId }) => {
    const events = line.items.filter(({ pk }) => pk === `location/${location}`);
    const last = events.findLast(({ type }) => type === 'EmergencySet' || type === 'EmergencyRemoved');
    return seq !== events.length || eventId !== last?.id;
  });
  return [...lost, ...wrong.map(({ location }) => `the board is behind on ${location}`)];
};

/** The PINs made and the telephone numbers are in the texts and in the directory only. */
const leaked = ({ ports, items }: Stage, errors: readonly unknown[]): string[] =>
  leaks(
    {
      log: JSON.stringify(items),
      board: JSON.stringify([...ports.board.rows.values()]),
      bus: JSON.stringify(ports.bus.calls),
      'log lines': ports.lines.join(''),
      errors: inspect(errors, { depth: 10 }),
    },
    { digits: ports.pinCodes.made, numbers: [ANA, BEN, LIN, STRANGER] },
  );
