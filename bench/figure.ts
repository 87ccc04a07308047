/** One figure: the target, the measurement, and whether the target was met; null when this run did not measure it. */
export type Figure = {
  name: string;
  target: string;
  measured: string;
  passed: boolean | null;
  details: Record<string, unknown>;
};

/** The inputs of a figure: the seed of all shuffled orders, and the seconds of the last `npm test`. */
export type Settings = { seed: number; testSeconds: number | null };

export const verdict = ({ passed }: Figure): string =>
  passed === null ? 'not measured' : passed ? 'met' : 'not met';
