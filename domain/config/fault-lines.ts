import type { Fault } from './cross-fields.ts';
import { inFileOrder, placeOf, writtenPath } from './place.ts';

/** Places that a fault names before it counts the others. */
const NAMED_PLACES = 5;

const lineOf = ({ path, message, at = [path], together = message }: Fault, json: unknown): string => {
  const places = [...new Set(at.map((one) => placeOf(writtenPath(one, json), json)))];
  if (places.length === 1) return `${places[0]}: ${message}`;
  const others = places.length - NAMED_PLACES;
  const named = places.slice(0, NAMED_PLACES).join(', ');
  const more = others > 0 ? ` and ${others} more` : '';
  return `${placeOf(writtenPath(path, json), json)}: ${together} ${named}${more}`;
};

/** Faults by their places in the file, in its order; each of them once. */
export const faultLines = (faults: readonly Fault[], json: unknown): string[] => {
  const placed = faults.map((fault) => {
    const [only] = fault.at ?? [];
    const path = fault.at?.length === 1 && only ? only : fault.path;
    return { path: writtenPath(path, json), fault };
  });
  return [...new Set(inFileOrder(placed, json).map(({ fault }) => lineOf(fault, json)))];
};
