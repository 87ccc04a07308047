import type { Random } from '../../kit/random.ts';
import { odd, oddText } from './values.ts';

type Keyed = Record<string, unknown>;

type Place = { holder: Keyed; key: string };

/** A place in the value, found by going down from its root; most often at the bottom. Null when it has none. */
const anyPlace = (random: Random, value: unknown): Place | null => {
  if (typeof value !== 'object' || value === null) return null;
  const keys = Object.keys(value);
  if (keys.length === 0) return null;
  const holder = value as Keyed;
  const key = random.pick(keys);
  const deeper = random.chance(0.85) ? anyPlace(random, holder[key]) : null;
  return deeper ?? { holder, key };
};

/** Sets an own key as JSON would: `__proto__` too is a key as any other. */
const put = (holder: Keyed, key: string, value: unknown) =>
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });

/** Leaves out, replaces, wraps, renames or adds something, somewhere in the value. */
export const mutate = (random: Random, value: unknown): void => {
  const place = anyPlace(random, value);
  if (place === null) return;
  const { holder, key } = place;
  const there = holder[key];
  switch (random.below(8)) {
    case 0:
      delete holder[key];
      break;
    case 1:
      put(holder, key, [there]);
      break;
    case 2:
      delete holder[key];
      put(holder, random.chance(0.5) ? key.toLowerCase() : oddText(random), there);
      break;
    case 3:
      put(holder, oddText(random), odd(random));
      break;
    case 4:
      put(holder, key, `${typeof there === 'string' ? there : ''}${oddText(random)}`);
      break;
    case 5:
      put(holder, key, oddText(random));
      break;
    default:
      put(holder, key, odd(random));
  }
};
