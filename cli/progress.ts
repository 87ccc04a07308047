import type { LeafLog } from '../domain/ledger/index.ts';

/** Milliseconds after which a command says how far it is, and between two such notes. */
const [PATIENCE, INTERVAL] = [2000, 200];

type Output = { isTTY?: boolean; write(text: string): unknown };

const left = (milliseconds: number): string => {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  return seconds < 90 ? `about ${seconds} s left` : `about ${Math.round(seconds / 60)} min left`;
};

export type Progress = {
  /** Notes that `done` of `total` are done. */
  at(done: number, total: number): void;
  /** Removes the note, before other output. */
  clear(): void;
};

/**
 * Shows on a terminal's standard error how much of a long command is done and about how long the rest takes, on one line that is
 * overwritten.
 * @param what what is done, such as `events exported`
 */
export const showProgress = (
  what: string,
  output: Output = process.stderr,
  now: () => number = () => performance.now(),
): Progress => {
  const begun = now();
  let [shownAt, isShown] = [begun + PATIENCE - INTERVAL, false];
  const at = (done: number, of: number) => {
    const time = now();
    if (!output.isTTY || done === 0 || time < shownAt + INTERVAL) return;
    shownAt = time;
    isShown = true;
    const all = Math.max(done, of);
    const rest = ((time - begun) * (all - done)) / done;
    output.write(
      `\r\u001b[K${done.toLocaleString('en')} of ${all.toLocaleString('en')} ${what}, ${left(rest)}`,
    );
  };
  return {
    at,
    clear: () => {
      if (isShown) output.write('\r\u001b[K');
      isShown = false;
    },
  };
};

/** The same leaves; `see` gets the number of those that were read. */
export const watchedLeaves = (leaves: LeafLog, see: (done: number) => void): LeafLog => ({
  ...leaves,
  async *leaves(from) {
    for await (const leaf of leaves.leaves(from)) {
      see(leaf.index + 1);
      yield leaf;
    }
  },
  async page(from, most) {
    const found = await leaves.page(from, most);
    see(from + found.length);
    return found;
  },
});
