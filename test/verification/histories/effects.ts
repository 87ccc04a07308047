import type { Decided } from '../../../domain/ledger/decider.ts';
import type { StoredEvent } from '../../../domain/ledger/envelope.ts';
import type { Appended, Head } from '../../../domain/ledger/event-store.ts';
import type { Block } from '../flow-blocks.ts';
import type { OutsideCall } from '../outside.ts';
import type { Operation, StepName } from './state.ts';

/** A step of an operation took effect here, by this clock: the write that settled it, or the read it was answered from. */
export type Effect = { tick: number; clock: number; operation: Operation; step: StepName };

/** Counts up with every call to the log and every question and answer: what came before what. */
export type Time = { ticks: number };

export const tick = (time: Time): number => {
  time.ticks += 1;
  return time.ticks;
};

type Watched = {
  /** The function's clock was read. */
  clock(at: number): void;
  /** Makes a call to the log and notes what took effect by it. */
  watch<Answer>(call: OutsideCall, make: () => Promise<Answer>): Promise<Answer>;
  /** A status was answered: it was the one last read. */
  heard(): void;
};

/**
 * Notes, during one invocation, at which moment its operation took effect. That is the order in which the model must be
 * able to do the same; nothing is believed of what the log then says.
 */
export const watched = (time: Time, effects: Effect[], operation: Operation, block: Block): Watched => {
  /** By kind of stream: when it was last read, and what the clock said then. */
  const read = new Map<string, { tick: number; clock: number }>();
  let newest = { tick: 0, clock: 0 };
  /** The first read of the caller's own stream is the look-up of the proof. */
  let lookedUp = 0;
  const note = (at: number, kind: string, step: StepName) => {
    const known = effects.some((one) => one.operation === operation && one.step === step);
    if (!known) effects.push({ tick: at, clock: read.get(kind)?.clock ?? 0, operation, step });
  };
  return {
    // A command is dated right after its stream was read.
    clock: (at) => {
      newest.clock ||= at;
    },
    async watch(call, make) {
      const answer = await make();
      const at = tick(time);
      if (call.method === 'head') {
        newest = { tick: at, clock: 0 };
        read.set(kindOf(answer as Head<unknown>), newest);
        lookedUp ||= at;
      }
      if (call.method === 'append' && (answer as Appended<unknown, Decided>).kind === 'appended') {
        const { step } = call.args[3] as StoredEvent;
        const name = nameOf(operation, step === block.step);
        if (name === 'write') note(lookedUp, 'admin', 'look up');
        note(at, kindOf(call.args[1] as Head<unknown>), name);
      }
      return answer;
    },
    heard: () => note(read.get('location')?.tick ?? 0, 'location', 'hear'),
  };
};

/** What was written under the block's own step, or under one that the line put beside it. */
const nameOf = ({ does }: Operation, own: boolean): StepName => {
  if (does === 'ask') return own ? 'issue' : 'send';
  if (does === 'change') return own ? 'write' : 'grant';
  return 'type';
};

const kindOf = ({ stream }: Head<unknown>) => stream.split('/')[0] ?? '';
