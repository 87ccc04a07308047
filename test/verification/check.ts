/** `quick` is the size that runs inside `npm test`; the seed decides every input and every order. */
export type Settings = { seed: number; quick: boolean };

/** What a study found: how much was tried, what came out, whether its bar held, and what a reader must know besides. */
export type Finding = { size: string; result: string; held: boolean; notes: string[] };

export type Check = {
  name: string;
  /** What is shown, in one sentence. */
  shows: string;
  bar: string;
  /** It measures times: nothing else is to run beside it. */
  alone?: true;
  run(settings: Settings): Promise<Finding>;
};

/** A study that was run, and for how long. */
export type Outcome = Omit<Check, 'run' | 'alone'> & Finding & { seconds: number };

export const resultOf = async ({ name, shows, bar, run }: Check, settings: Settings): Promise<Outcome> => {
  const start = performance.now();
  const finding = await run(settings);
  return { name, shows, bar, ...finding, seconds: Math.round((performance.now() - start) / 100) / 10 };
};

/** 1,000,000 as people read it. */
export const count = (value: number): string => value.toLocaleString('en-US');
