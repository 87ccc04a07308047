import type { Figure, Settings } from '../figure.ts';

const MINUTES = 3;

/** `npm test` is not run here: its last run's time is told with `--test-seconds`. */
export const testsFigure = async ({ testSeconds }: Settings): Promise<Figure> => ({
  name: 'npm test',
  bar: `≤ ${MINUTES} min on two cores`,
  measured: testSeconds === null ? 'not told (--test-seconds)' : `${testSeconds} s`,
  held: testSeconds === null ? null : testSeconds <= MINUTES * 60,
  details: { testSeconds },
});
