/** One figure: what was to be reached, what was measured, and whether it held; null when this run did not measure it. */
export type Figure = {
  name: string;
  bar: string;
  measured: string;
  held: boolean | null;
  details: Record<string, unknown>;
};

/** What a figure is told: the seed of every order that is shuffled. */
export type Settings = { seed: number; testSeconds: number | null };
