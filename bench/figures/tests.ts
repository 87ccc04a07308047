import type { Figure, Settings } from '../figure.ts';

const MINUTES = 3;

/** Does not run `npm test`: `--test-seconds` passes the time of its last run. */
export const testsFigure = async ({ testSeconds }: Settings): Promise<Figure> => ({
  name: 'npm test',
  target: `≤ ${MINUTES} min on two cores`,
  measured: testSeconds === null ? 'not measured (--test-seconds)' : `${testSeconds} s`,
  passed: testSeconds === null ? null : testSeconds <= MINUTES * 60,
  details: { testSeconds },
});
