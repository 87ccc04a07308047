/** The function was stopped here; its effects so far remain. */
export class Crash extends Error {
  override name = 'Crash';
}

/** Counts the steps of the wrapped ports, and throws at the `point`-th, once. */
export const crashAt = (point: number) => {
  const passed = { steps: 0 };
  return {
    passed,
    step: () => {
      passed.steps += 1;
      if (passed.steps === point) throw new Crash(`stopped at step ${point}`);
    },
  };
};
