import { type ComparePorts, compareRows } from '../../projections/compare-rows.ts';
import type { LogFault } from './proof-faults.ts';

const REASONS = {
  'no-event': 'no event in the log explains it',
  differs: 'differs from what the log says',
  stale: 'is missing, or older than what the log says',
} as const;

/** The rows of the board and the directory that are not what the log says. */
export const rowFaults = async (ports: ComparePorts): Promise<LogFault[]> => {
  const faults: LogFault[] = [];
  for await (const { table, stream, reason } of compareRows(ports))
    faults.push({ place: `${table} row of ${stream}`, fault: REASONS[reason] });
  return faults;
};
