export type Leaf = { value: unknown; path: PropertyKey[] };

/** Every scalar inside a value, with its path. */
export const leavesOf = (value: unknown, path: PropertyKey[]): Leaf[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) =>
        leavesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
      )
    : [{ value, path }];
