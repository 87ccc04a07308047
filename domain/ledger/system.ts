/** Time, ids and waiting. Passed in, so that tests and the local line control them. */
export type System = {
  /** Milliseconds since 1970. */
  now(): number;
  /** A new ULID whose time part is `at` (milliseconds). */
  newId(at: number): string;
  /** Waits a random time of at most `milliseconds`. */
  pause(milliseconds: number): Promise<void>;
};
