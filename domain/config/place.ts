/** What names an item of a list in the configuration. */
const NAMES = ['id', 'code', 'number'] as const;

type Json = Record<PropertyKey, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

const inside = (value: unknown, key: PropertyKey): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

const nameOf = (item: unknown, list: PropertyKey | undefined): string => {
  // A short form of these: the code, or the id of a built-in type.
  if (typeof item === 'string' && (list === 'languages' || list === 'emergencyTypes')) return ` (${item})`;
  const name = NAMES.map((key) => inside(item, key)).find((value) => typeof value === 'string');
  return name === undefined ? '' : ` (${name})`;
};

/** A path in words: `locations[2] (Sydney).normal.en-US`. */
export const placeOf = (path: readonly PropertyKey[], root: unknown): string => {
  let at = root;
  let place = '';
  for (const [level, key] of path.entries()) {
    at = inside(at, key);
    if (typeof key === 'number') place += `[${key}]${nameOf(at, path[level - 1])}`;
    else place += `${place === '' ? '' : '.'}${String(key)}`;
  }
  return place || '(the whole file)';
};

/** A location's text that is not written there comes from its id, or from the text for all locations. */
const sourceOf = (path: readonly PropertyKey[], root: unknown): readonly PropertyKey[] => {
  const [list, index = '', field = '', ...language] = path;
  if (list !== 'locations' || inside(inside(inside(root, list), index), field) !== undefined) return path;
  if (field === 'name') return [list, index, 'id'];
  return field === 'normal' || field === 'whenUnknown' ? [field, ...language] : path;
};

/** Where what is at a path of the full configuration was written: a short form ends the path. */
export const writtenPath = (path: readonly PropertyKey[], root: unknown): PropertyKey[] => {
  const written: PropertyKey[] = [];
  let at = root;
  for (const key of sourceOf(path, root)) {
    if (at !== undefined && !isObject(at)) break;
    written.push(key);
    at = inside(at, key);
  }
  return written;
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
