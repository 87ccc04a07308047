/** A field that differs between two configurations in full, by its path; `before` or `after` is undefined where there is none. */
export type Change = { path: string; before: unknown; after: unknown };

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** What tells the items of a list apart, whatever their places: locations and types by id, languages by code, lines by number. */
const keyOf = (item: unknown): string | null => {
  if (typeof item === 'string') return item;
  if (!isObject(item)) return null;
  const key = item.id ?? item.code ?? item.number;
  return typeof key === 'string' ? key : null;
};

/** A list by the keys of its items; null when one has none. */
const keyed = (list: readonly unknown[]): Fields | null => {
  const keys = list.map(keyOf);
  return keys.includes(null) ? null : Object.fromEntries(list.map((item, index) => [keys[index], item]));
};

/** Items of both lists in another order, which menus follow. */
const orderChange = (before: Fields, after: Fields, path: string): Change[] => {
  const kept = (one: Fields, other: Fields) => Object.keys(one).filter((key) => Object.hasOwn(other, key));
  const [was, is] = [kept(before, after), kept(after, before)];
  return was.join() === is.join() ? [] : [{ path: `${path} (order)`, before: was, after: is }];
};

const fieldChanges = (before: Fields, after: Fields, pathOf: (key: string) => string): Change[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    changesOf(before[key], after[key], pathOf(key)),
  );

const listChanges = (before: readonly unknown[], after: readonly unknown[], path: string): Change[] => {
  const [was, is] = [keyed(before), keyed(after)];
  const inList = (key: string) => `${path}[${key}]`;
  return was && is
    ? [...fieldChanges(was, is, inList), ...orderChange(was, is, path)]
    : fieldChanges({ ...before }, { ...after }, inList);
};

/** What differs between two values of a configuration. A location, type, language or line is compared with its like. */
export const changesOf = (before: unknown, after: unknown, path = ''): Change[] => {
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(before, after, path);
  if (isObject(before) && isObject(after))
    return fieldChanges(before, after, (key) => `${path}${path && '.'}${key}`);
  return Object.is(before, after) ? [] : [{ path, before, after }];
};

export const kindOf = ({ before, after }: Change): 'added' | 'removed' | 'changed' => {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
};

/** Fields that a line on one machine does not use. */
const DEPLOYED_ONLY = /^(deployment|connect\.(numbers|furtherInstances|allowAnyInstance))\b/;

/** Which line a file is compared with: the one that runs on this machine, or the deployed one. */
export type Beside = 'running' | 'deployed';

const placeOf = (arn: unknown): string => String(arn).split(':').slice(3, 5).join();

/** The log is bound to its origin, and a stack to the account and Region of its instance. */
const startsNewLog = ({ path, before, after }: Change): boolean =>
  path === 'origin' || (path === 'connect.instanceArn' && placeOf(before) !== placeOf(after));

/** What makes the line use a changed field. */
export const neededFor = (change: Change, beside: Beside): string => {
  const { path } = change;
  // The command reads it from the file.
  if (path === 'defaultCountry') return 'nothing';
  if (beside === 'deployed') return startsNewLog(change) ? 'a new log' : 'a deployment';
  if (path === 'origin') return 'a new data folder';
  return DEPLOYED_ONLY.test(path) ? 'a deployment' : 'a restart';
};
