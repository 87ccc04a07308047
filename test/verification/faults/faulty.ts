import { NO_ANSWER } from '../../kit/number-lookup.ts';
import type { Gate, OutsideCall } from '../outside.ts';

/**
 * How a call fails: it is not made, or it is made and its answer is lost. A port that never throws reports the same as an
 * outcome.
 */
const FAILURE_MODES = ['not made', 'answer lost', 'reported as not made', 'reported as lost'] as const;
export type FailureMode = (typeof FAILURE_MODES)[number];

/** The `call`-th outside call goes wrong, once, or with all later calls of the same method. */
export type Fault = { call: number; mode: FailureMode; lasting: boolean };

/** An injected failure. */
export class Broken extends Error {
  override name = 'Broken';
}

type CallRecorder = { gate: Gate; calls: string[] };

/** Counts the outside calls; the clock's pauses are none. */
export const watching = (): CallRecorder => {
  const calls: string[] = [];
  return {
    calls,
    gate: async (call, make) => {
      if (call.port !== 'system') calls.push(nameOf(call));
      return make();
    },
  };
};

/** A gate at which the fault happens. */
export const faulty = (fault: Fault): Gate => {
  const made: string[] = [];
  const isHit = (name: string) =>
    made.length === fault.call || (fault.lasting && made[fault.call - 1] === name);
  return async (call, make) => {
    if (call.port === 'system') return make();
    const name = nameOf(call);
    made.push(name);
    return isHit(name) ? goWrong(fault.mode, call, make) : make();
  };
};

const goWrong = async <Answer>(
  mode: FailureMode,
  call: OutsideCall,
  make: () => Promise<Answer>,
): Promise<Answer> => {
  if (mode === 'answer lost' || mode === 'reported as lost') await make();
  if (mode.startsWith('reported')) return reportedOutcome(call, mode) as Answer;
  throw new Broken(`${nameOf(call)} is broken`);
};

/** The failure modes of a call; two ports never throw and report their failures. */
export const failureModesOf = (name: string): readonly FailureMode[] =>
  name === 'sms.send' || name === 'lookup.lookup' ? FAILURE_MODES : FAILURE_MODES.slice(0, 2);

const nameOf = ({ port, method }: OutsideCall) => `${port}.${method}`;

const reportedOutcome = ({ port }: OutsideCall, mode: FailureMode) =>
  port === 'lookup'
    ? NO_ANSWER
    : { sent: false, reason: mode === 'reported as lost' ? 'unknown' : 'throttled', detail: 'Broken' };
