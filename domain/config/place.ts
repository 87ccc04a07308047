/** What names an item of a list in the configuration. */
const NAMES = ['id', 'code', 'number'] as const;

type Json = Record<PropertyKey, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

const inside = (value: unknown, key: PropertyKey): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

const nameOf = (item: unknown): string => {
  const name = NAMES.map((key) => inside(item, key)).find((value) => typeof value === 'string');
  return name === undefined ? '' : ` (${name})`;
};

/** A path in words: `locations[2] (Sydney).normal.en-US`. */
export const placeOf = (path: readonly PropertyKey[], root: unknown): string => {
  let at = root;
  let place = '';
  for (const key of path) {
    at = inside(at, key);
    if (typeof key === 'number') place += `[${key}]${nameOf(at)}`;
    else place += `${place === '' ? '' : '.'}${String(key)}`;
  }
  return place || '(the whole file)';
};

/** Where a path is in the file: its place among its neighbors at each level; what is missing comes first. */
const positionOf = (path: readonly PropertyKey[], root: unknown): number[] => {
  let at = root;
  return path.map((key) => {
    const position = isObject(at) ? Object.keys(at).indexOf(String(key)) : -1;
    at = inside(at, key);
    return position;
  });
};

/** Orders faults as their places follow each other in the file. */
export const inFileOrder = <One extends { path: readonly PropertyKey[] }>(
  faults: readonly One[],
  root: unknown,
): One[] => {
  const positions = new Map(faults.map((fault) => [fault, positionOf(fault.path, root)]));
  const compare = (a: readonly number[], b: readonly number[]): number => {
    const differs = a.findIndex((position, level) => position !== b[level]);
    return differs < 0 ? a.length - b.length : (a[differs] ?? 0) - (b[differs] ?? -1);
  };
  return faults.toSorted((a, b) => compare(positions.get(a) ?? [], positions.get(b) ?? []));
};
