/** One figure: the requirement, the measurement, and whether it was met; null when this run did not measure it. */
export type Figure = {
  name: string;
  bar: string;
  measured: string;
  held: boolean | null;
  details: Record<string, unknown>;
};

/** The inputs of a figure: the seed of all shuffled orders, and the seconds of the last `npm test`. */
export type Settings = { seed: number; testSeconds: number | null };
