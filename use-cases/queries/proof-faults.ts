import {
  type Anchored,
  checkpointName,
  type Leaf,
  type LeafLog,
  type StoredCheckpoint,
} from '../../domain/ledger/index.ts';

/** Something wrong, and where: an event, a leaf, a checkpoint, a row of the board or the directory, a key. */
export type LogFault = { place: string; fault: string };

const missingSerials = (stored: readonly StoredCheckpoint[]): LogFault[] => {
  const serials = new Set(stored.map(({ serial }) => serial));
  return Array.from({ length: Math.max(0, ...serials) }, (_, index) => index + 1)
    .filter((serial) => !serials.has(serial))
    .map((serial) => ({ place: `checkpoint number ${serial}`, fault: 'is missing from the table' }));
};

const notIn = (names: ReadonlySet<string>, others: ReadonlySet<string>, fault: string): LogFault[] =>
  [...names].filter((name) => !others.has(name)).map((name) => ({ place: `checkpoint ${name}`, fault }));

/** The checkpoints that are missing from the table, or from the anchor when it was read. */
export const missingCheckpoints = (
  stored: readonly StoredCheckpoint[],
  anchored: readonly Anchored[] | null,
): LogFault[] => {
  const faults = missingSerials(stored);
  if (anchored === null) return faults;
  const inTable = new Set(stored.map(({ size }) => checkpointName(size)));
  const atAnchor = new Set(anchored.map(({ name }) => name));
  return [
    ...faults,
    ...notIn(atAnchor, inTable, 'is anchored, but missing from the table'),
    ...notIn(inTable, atAnchor, 'is in the table, but not anchored'),
  ];
};

/** Reads in parallel. */
const PARALLEL = 25;

/** The streams whose last leaf has no entry under their own key; the two newest leaves may be without. */
export const missingEntries = async (
  leaves: LeafLog,
  ends: Iterable<Leaf>,
  size: number,
): Promise<LogFault[]> => {
  const rest = [...ends].filter(({ index }) => index < size - 2);
  const faults: LogFault[] = [];
  const check = async ({ stream, seq, index }: Leaf) => {
    if ((await leaves.sequencedTo(stream)) < seq)
      faults.push({ place: `leaf ${index}`, fault: `its entry leaf/${stream} ${seq} is missing` });
  };
  while (rest.length > 0) await Promise.all(rest.splice(0, PARALLEL).map(check));
  return faults;
};
