import type { Permission, Reliance } from '../rules.ts';
import { type Finding, ofEvent } from './finding.ts';

/** A reliance of one event, and the time in milliseconds by which that event was decided. */
export type Relying = { needs: Reliance; stream: string; seq: number; at: number };

/** What one share of an audit cannot settle alone. `streams`: those with permissions; true when every event was read. */
export type Unsettled = {
  once: (readonly [key: string, until: number[]])[];
  often: (readonly [key: string, until: number])[];
  relying: Relying[];
  /** Those whose permission was over. */
  late: Relying[];
  streams: (readonly [stream: string, isWhole: boolean])[];
};

const MISSING = 'relies on an event that is not in the log, or that another event has used';
const OVER = 'relies on an event that no longer permitted it';

/**
 * Matches events with those of other streams that permit them, in any order: a change with its authorization, say, which one
 * change may use. Used permissions are dropped, so in the order of the log few are held.
 */
export const permissions = () => {
  const once = new Map<string, number[]>();
  const often = new Map<string, number>();
  const streams = new Map<string, boolean>();
  const waiting = new Map<string, Relying[]>();
  const late: Relying[] = [];

  const settle = (relying: Relying, until: number): void => {
    if (relying.at >= until) late.push(relying);
  };
  const without = <Value>(map: Map<string, Value[]>, key: string, [, ...rest]: Value[]): void => {
    if (rest.length > 0) map.set(key, rest);
    else map.delete(key);
  };
  const permit = ({ key, until, once: isOnce }: Permission): void => {
    if (!isOnce) {
      often.set(key, until);
      return;
    }
    const users = waiting.get(key) ?? [];
    const [user] = users;
    if (user === undefined) {
      once.set(key, [...(once.get(key) ?? []), until]);
      return;
    }
    settle(user, until);
    without(waiting, key, users);
  };
  const rely = (relying: Relying): void => {
    const { key } = relying.needs;
    const permitted = once.get(key) ?? [];
    const [until] = permitted;
    if (until === undefined) {
      waiting.set(key, [...(waiting.get(key) ?? []), relying]);
      return;
    }
    settle(relying, until);
    without(once, key, permitted);
  };

  return {
    permit,
    rely,
    /** Notes that a stream with permissions was read. */
    stream: (name: string, isWhole: boolean): void => void streams.set(name, isWhole),
    /** Hands over what is not settled, and keeps none of it. */
    unsettled(): Unsettled {
      const relying = [...waiting.values()].flat();
      const handed = {
        once: [...once],
        often: [...often],
        relying,
        late: late.splice(0),
        streams: [...streams],
      };
      for (const map of [once, often, waiting, streams]) map.clear();
      return handed;
    },
    merge({ once: permitted, often: permitting, streams: read, relying, late: over }: Unsettled): void {
      for (const [key, until] of permitted) for (const end of until) permit({ key, until: end, once: true });
      for (const entry of permitting) often.set(...entry);
      for (const entry of read) streams.set(...entry);
      relying.forEach(rely);
      late.push(...over);
    },
    /** Events that nothing permitted; and how many rely on a stream that was left out, or not wholly read. */
    end(): { findings: Finding[]; unchecked: number } {
      const waited = [...waiting.values()].flat();
      const unused = waited.filter(({ needs, at }) => !(at < (often.get(needs.key) ?? 0)));
      const isThere = ({ needs }: Relying) => often.has(needs.key) || streams.get(needs.stream) === true;
      const unpermitted = unused.filter(isThere);
      const findingOf = ({ needs, stream, seq }: Relying) =>
        ofEvent(stream, seq, often.has(needs.key) ? OVER : MISSING);
      return {
        findings: [
          ...late.map(({ stream, seq }) => ofEvent(stream, seq, OVER)),
          ...unpermitted.map(findingOf),
        ],
        unchecked: unused.length - unpermitted.length,
      };
    },
  };
};
export type Permissions = ReturnType<typeof permissions>;
