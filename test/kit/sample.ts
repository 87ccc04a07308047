/** `npm test` runs samples of long properties, storms and matrices; EMERGENCY_LINE_TEST_ALL (.ci/run) runs them whole. */
export const whole = Boolean(process.env.EMERGENCY_LINE_TEST_ALL);

/** The number of runs of a property: `all` of them, or a sixth. */
export const runs = (all: number): number => (whole ? all : Math.ceil(all / 6));

/** The cases of a matrix: `all` of them, or every `nth` from the first on. */
export const sample = <Case>(all: readonly Case[], nth: number): Case[] =>
  all.filter((_, index) => whole || index % nth === 0);

/** Accepts the first case of every kind, or all of them. */
export const firstOfKind = (): ((kind: string) => boolean) => {
  const seen = new Set<string>();
  return (kind) => {
    const isFirst = !seen.has(kind);
    seen.add(kind);
    return whole || isFirst;
  };
};
