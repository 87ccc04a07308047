import {
  type Anchored,
  type Anchors,
  checkpointName,
  type Leaf,
  type LeafLog,
  type StoredCheckpoint,
} from '../../domain/ledger/index.ts';
import { inParallel } from './in-parallel.ts';

/** Something wrong, and where: an event, a leaf, a checkpoint, a row of the board or the directory, a key. */
export type LogFault = { place: string; fault: string };

const missingSerials = (stored: readonly StoredCheckpoint[]): LogFault[] => {
  const serials = new Set(stored.map(({ serial }) => serial));
  return Array.from({ length: Math.max(0, ...serials) }, (_, index) => index + 1)
    .filter((serial) => !serials.has(serial))
    .map((serial) => ({ place: `checkpoint number ${serial}`, fault: 'is missing from the table' }));
};

const faultsOf = (names: Iterable<string>, fault: string): LogFault[] =>
  [...new Set(names)].map((name) => ({ place: `checkpoint ${name}`, fault }));

/** The names of checkpoints in the table. */
const namesOf = (stored: readonly StoredCheckpoint[]) => stored.map(({ size }) => checkpointName(size));

/** What the anchor lacks of the table's checkpoints (read before the anchor), and what somebody deleted there. */
export const anchorFaults = (
  stored: readonly StoredCheckpoint[],
  { anchored, deleted }: Anchors,
): LogFault[] => {
  const atAnchor = new Set(anchored.map(({ name }) => name));
  return [
    ...faultsOf(
      namesOf(stored).filter((name) => !atAnchor.has(name)),
      'is in the table, but not anchored',
    ),
    ...faultsOf(deleted, 'was deleted from the anchor, whose versions of it remain'),
  ];
};

/**
 * The checkpoints that are missing from the table: by their dense numbers, and any anchored one after the newest (both read
 * after the anchor). One in between is of a run that ended after anchoring it; the next run signed a later one.
 */
export const missingCheckpoints = (
  stored: readonly StoredCheckpoint[],
  anchored: readonly Anchored[],
): LogFault[] => {
  const newest = namesOf(stored).toSorted().at(-1) ?? '';
  const later = anchored.map(({ name }) => name).filter((name) => name > newest);
  return [...missingSerials(stored), ...faultsOf(later, 'is anchored, but missing from the table')];
};

/** The streams whose last leaf has no entry under their own key; the two newest leaves may be without. */
export const missingEntries = async (
  leaves: LeafLog,
  ends: Iterable<Leaf>,
  size: number,
): Promise<LogFault[]> => {
  const older = [...ends].filter(({ index }) => index < size - 2);
  const faultsOfEntry = async ({ stream, seq, index }: Leaf): Promise<LogFault[]> =>
    (await leaves.sequencedTo(stream)) < seq
      ? [{ place: `leaf ${index}`, fault: `its entry leaf/${stream} ${seq} is missing` }]
      : [];
  return (await inParallel(older, faultsOfEntry)).flat();
};
