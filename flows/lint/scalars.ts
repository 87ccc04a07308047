export type Scalar = { value: unknown; path: PropertyKey[] };

/** Every scalar inside a value, with its path. */
export const scalarsOf = (value: unknown, path: PropertyKey[]): Scalar[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) =>
        scalarsOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
      )
    : [{ value, path }];
