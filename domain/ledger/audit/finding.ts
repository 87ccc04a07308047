/**
 * Something that is not as it was written: where, and what. `stream` and `seq` name the event when it can be named;
 * `leaves` the first and the last leaf it is among when it cannot.
 */
export type Finding = {
  place: string;
  fault: string;
  stream?: string;
  seq?: number;
  leaves?: readonly [number, number];
};

export const ofEvent = (stream: string, seq: number, fault: string): Finding => ({
  place: `${stream}#${seq}`,
  stream,
  seq,
  fault,
});

export const KEPT = 1000;

/** Where findings go; the first ones are kept and all are counted, so that a ruined log fits into memory too. */
export const findings = () => {
  const kept: Finding[] = [];
  let count = 0;
  return {
    add(finding: Finding): void {
      count += 1;
      if (kept.length < KEPT) kept.push(finding);
    },
    kept: (): readonly Finding[] => kept,
    count: () => count,
  };
};
export type Findings = ReturnType<typeof findings>;
