import { NO_ANSWER } from '../../kit/number-lookup.ts';
import type { Gate, OutsideCall } from '../outside.ts';

/**
 * How a call goes wrong: it is not made, or made and its answer lost; and where the port promises never to throw, also as
 * an outcome that says so.
 */
const WAYS = ['not made', 'answer lost', 'told as not made', 'told as lost'] as const;
export type Way = (typeof WAYS)[number];

/** The `call`-th outside call goes wrong, once, or with all later calls of the same method. */
export type Fault = { call: number; way: Way; lasting: boolean };

/** What was broken on purpose. */
export class Broken extends Error {
  override name = 'Broken';
}

type Watched = { gate: Gate; calls: string[] };

/** Counts the outside calls; the clock's pauses are none. */
export const watching = (): Watched => {
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
    return isHit(name) ? goWrong(fault.way, call, make) : make();
  };
};

const goWrong = async <Answer>(way: Way, call: OutsideCall, make: () => Promise<Answer>): Promise<Answer> => {
  if (way === 'answer lost' || way === 'told as lost') await make();
  if (way.startsWith('told')) return toldBy(call, way) as Answer;
  throw new Broken(`${nameOf(call)} is broken`);
};

/** The ways in which this call can go wrong: two ports promise to answer whatever happens. */
export const waysOf = (name: string): readonly Way[] =>
  name === 'sms.send' || name === 'lookup.lookup' ? WAYS : WAYS.slice(0, 2);

const nameOf = ({ port, method }: OutsideCall) => `${port}.${method}`;

const toldBy = ({ port }: OutsideCall, way: Way) =>
  port === 'lookup'
    ? NO_ANSWER
    : { sent: false, reason: way === 'told as lost' ? 'unknown' : 'throttled', detail: 'Broken' };
