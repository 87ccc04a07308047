/** `quick` is the size that runs inside `npm test`; the seed decides every input and every order. */
export type Settings = { seed: number; quick: boolean };

/** What a check found: how much it tried, its result, whether it passed, and notes for the reader. */
export type Finding = { size: string; result: string; passed: boolean; notes: string[] };

export type Check = {
  name: string;
  /** What it shows, in one sentence. */
  shows: string;
  bar: string;
  /** It measures times, so nothing else may run at the same time. */
  alone?: true;
  run(settings: Settings): Promise<Finding>;
};

/** The result of a check that ran, with its duration in seconds. */
export type CheckResult = Omit<Check, 'run' | 'alone'> & Finding & { seconds: number };

export const runCheck = async (
  { name, shows, bar, run }: Check,
  settings: Settings,
): Promise<CheckResult> => {
  const start = performance.now();
  const finding = await run(settings);
  return { name, shows, bar, ...finding, seconds: Math.round((performance.now() - start) / 100) / 10 };
};

/** Formats 1000000 as 1,000,000. */
export const count = (value: number): string => value.toLocaleString('en-US');
