/**
 * Something wrong with the log. `stream` and `seq` name the event when it is known; otherwise `leaves` gives the first and
 * the last leaf of the range that contains it.
 */
export type Finding = {
  place: string;
  fault: string;
  stream?: string;
  seq?: number;
  leaves?: readonly [number, number];
};

/** A finding about one event. */
export const ofEvent = (stream: string, seq: number, fault: string): Finding => ({
  place: `${stream}#${seq}`,
  stream,
  seq,
  fault,
});

/** Findings listed in a report; the others are only counted, so that a ruined log's report fits into memory. */
export const MAX_FINDINGS = 1000;

/** Collects findings. */
export const findings = () => {
  const listed: Finding[] = [];
  let count = 0;
  return {
    add(finding: Finding): void {
      count += 1;
      if (listed.length < MAX_FINDINGS) listed.push(finding);
    },
    list: (): readonly Finding[] => listed,
    count: () => count,
  };
};
export type Findings = ReturnType<typeof findings>;
