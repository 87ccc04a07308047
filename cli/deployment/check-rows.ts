import type { ComparePorts } from '../../projections/compare-rows.ts';
import { rowFaults } from '../../use-cases/queries/row-faults.ts';
import { expectNone, type Finding } from './findings.ts';

/** Checks that every row of the board and the directory is what the log says. */
export const checkRows = async (ports: ComparePorts): Promise<Finding> =>
  expectNone(
    'board and directory',
    await rowFaults(ports),
    'every row is what the log says',
    'see docs/runbook.md (unexplained-rows); as Rebuilder, emergency rebuild writes the rows from the log',
  );
