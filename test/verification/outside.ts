import type { MemoryPorts } from '../kit/ports.ts';

/** One call of a handler to what is outside it: the log, a table, KMS, the provider, the clock's pause. */
export type OutsideCall = { port: string; method: string; args: readonly unknown[] };

/** Decides when, whether and how often an outside call is made. */
export type Gate = <Answer>(call: OutsideCall, make: () => Promise<Answer>) => Promise<Answer>;

type Method = (...args: unknown[]) => unknown;

/** The ports with a gate before each call that is awaited. What a port answers at once (a clock's time, a new PIN) is no call. */
export const through = (ports: MemoryPorts, gate: Gate): MemoryPorts => {
  const gated: Record<string, Record<string, unknown>> = {};
  for (const call of awaited(ports)) {
    gated[call.port] ??= { ...(ports[call.port] as object) };
    Object.assign(gated[call.port] as object, { [call.method]: gatedMethod(call, gate) });
  }
  return { ...ports, ...gated } as MemoryPorts;
};

type Awaited = { port: keyof MemoryPorts; method: string; made: Method; each: boolean };

/** Found once for the same ports, as there may be thousands of callers. */
const known = new WeakMap<MemoryPorts, Awaited[]>();

const awaited = (ports: MemoryPorts): Awaited[] => {
  const found =
    known.get(ports) ?? Object.keys(ports).flatMap((port) => awaitedOf(ports, port as keyof MemoryPorts));
  known.set(ports, found);
  return found;
};

const awaitedOf = (ports: MemoryPorts, port: keyof MemoryPorts): Awaited[] =>
  Object.entries(ports[port]).flatMap(([method, made]) => {
    const kind = Object.prototype.toString.call(made);
    const each = kind === '[object AsyncGeneratorFunction]';
    return each || kind === '[object AsyncFunction]' ? [{ port, method, made, each }] : [];
  });

const gatedMethod = ({ port, method, made, each }: Awaited, gate: Gate): Method =>
  each
    ? async function* (...args) {
        yield* await gate({ port, method, args }, async () => made(...args) as AsyncIterable<unknown>);
      }
    : (...args) => gate({ port, method, args }, async () => made(...args));
