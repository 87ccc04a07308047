/** The function was stopped here; what it had done is done. */
export class Crash extends Error {
  override name = 'Crash';
}

/** Counts the steps of whatever is put around ports, and stops at the `point`-th, once. */
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
