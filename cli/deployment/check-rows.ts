import type { ComparePorts } from '../../projections/compare-rows.ts';
import { rowFaults } from '../../use-cases/queries/row-faults.ts';
import { expectThat, type Finding } from './findings.ts';

/** Rows named in the report; the rest are counted. */
const MOST = 5;

/** Checks that every row of the board and the directory is what the log says. */
export const checkRows = async (ports: ComparePorts): Promise<Finding> => {
  const faults = await rowFaults(ports);
  const listed = faults.slice(0, MOST).map(({ place, fault }) => `${place}: ${fault}`);
  if (faults.length > MOST) listed.push(`and ${faults.length - MOST} more`);
  return expectThat(
    'board and directory',
    faults.length === 0,
    'every row is what the log says',
    listed.join('; '),
    'see docs/runbook.md (unexplained-rows); as Rebuilder, emergency rebuild writes the rows from the log',
  );
};
