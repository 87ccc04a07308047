import type {
  Anchored,
  Anchors,
  Leaf,
  LeafLog,
  Report,
  StoredCheckpoint,
  Trusted,
} from '../../domain/ledger/index.ts';
import { checkpointName, ExplainedError, UnknownEvent } from '../../domain/ledger/index.ts';
import type { ComparePorts } from '../../projections/compare-rows.ts';
import { auditLog } from './audit-log.ts';
import { keyFaults } from './key-faults.ts';
import { anchorFaults, type LogFault, missingCheckpoints, missingEntries } from './proof-faults.ts';
import { rowFaults } from './row-faults.ts';

export type VerifyLogPorts = ComparePorts & {
  leaves: LeafLog;
  checkpoints: { all(): AsyncIterable<StoredCheckpoint> };
  /** Reads the anchor; null where there is none that can be read. */
  anchors: (() => Promise<Anchors>) | null;
  trusted: Trusted;
};

/** The verification of the live line: the audit of the log, and everything that was derived from it. */
export type LogReport = Omit<Report, 'findings' | 'found'> & {
  ok: boolean;
  faults: LogFault[];
  checkpoints: number;
  /** Parts that could not be read, with the reason. */
  unread: string[];
};

const checkpointsOf = async ({ checkpoints }: VerifyLogPorts) => {
  const stored: StoredCheckpoint[] = [];
  for await (const one of checkpoints.all()) stored.push(one);
  return stored;
};

const DENIED = /^Access ?Denied/i;

const isDenied = (error: unknown): boolean =>
  error instanceof Error && (DENIED.test(error.name) || isDenied(error.cause));

/** Adds what a part finds. A part that this role or this version may not read is noted as unread; one that cannot be read is a fault. */
const addFaults = async (
  { faults, unread }: Pick<LogReport, 'faults' | 'unread'>,
  part: string,
  find: () => Promise<LogFault[]>,
): Promise<void> => {
  try {
    faults.push(...(await find()));
  } catch (error) {
    if (isDenied(error) || error instanceof UnknownEvent) unread.push(part);
    else if (error instanceof ExplainedError) faults.push({ place: part, fault: error.message });
    else throw error;
  }
};

/** The anchored checkpoints; none where they cannot be read. */
const readAnchors = async (
  ports: VerifyLogPorts,
  sink: Pick<LogReport, 'faults' | 'unread'>,
): Promise<Anchored[]> => {
  const part = 'anchored checkpoints';
  const { anchors } = ports;
  if (anchors === null) {
    sink.unread.push(part);
    return [];
  }
  const found: Anchored[] = [];
  await addFaults(sink, part, async () => {
    const stored = await checkpointsOf(ports);
    const { anchored, deleted } = await anchors();
    found.push(...anchored);
    return anchorFaults(stored, { anchored, deleted });
  });
  return found;
};

/** The same log, noting every stream's last leaf and the names of all streams. */
const noting = ({ store, leaves }: VerifyLogPorts) => {
  const ends = new Map<string, Leaf>();
  const names = new Set<string>();
  const noted = {
    store: {
      ...store,
      async *streams() {
        for await (const stream of store.streams()) {
          names.add(stream);
          yield stream;
        }
      },
    },
    leaves: {
      ...leaves,
      async *leaves(from: number) {
        for await (const leaf of leaves.leaves(from)) {
          ends.set(leaf.stream, leaf);
          yield leaf;
        }
      },
    },
  };
  const idsOf = (kind: string) =>
    [...new Set([...names, ...ends.keys()])]
      .filter((stream) => stream.startsWith(`${kind}/`))
      .map((stream) => stream.slice(kind.length + 1));
  return { ...noted, ends, idsOf };
};

/**
 * Verifies the live line by everything there is: chains, leaves, tree, checkpoints in the table and at the anchor, what could
 * have been decided, the board, the directory and the administrators' keys. Writes nothing; the line may run meanwhile.
 */
export const verifyLog = async (ports: VerifyLogPorts): Promise<LogReport> => {
  const unread: string[] = [];
  const faults: LogFault[] = [];
  const anchored = await readAnchors(ports, { faults, unread });
  // Read after the anchor: a checkpoint is anchored first, and a line that runs may sign one meanwhile.
  const stored = await checkpointsOf(ports);
  faults.push(...missingCheckpoints(stored, anchored));
  const inTable = stored.map(({ size, note }) => ({ name: checkpointName(size), note }));
  const log = noting(ports);
  const { findings, found, ...report } = await auditLog(log, ports.trusted, [...inTable, ...anchored]);
  faults.push(...findings);
  faults.push(...(await missingEntries(ports.leaves, log.ends.values(), report.leaves)));
  const compared = { ...ports, locations: [...new Set([...ports.locations, ...log.idsOf('location')])] };
  const admins = log.idsOf('admin');
  const subjects = async function* () {
    yield* admins;
  };
  await addFaults({ faults, unread }, 'board and directory', () => rowFaults({ ...compared, subjects }));
  await addFaults({ faults, unread }, 'keys of administrators', () => keyFaults(ports, admins));
  const verdict = faults.length > 0 || found > 0 ? 'tampered' : report.verdict;
  const ok = verdict === 'intact';
  return { ok, ...report, verdict, faults, checkpoints: stored.length, unread };
};
