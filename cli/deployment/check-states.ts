import type { ComparePorts } from '../../projections/compare-rows.ts';
import { stateFaults } from '../../use-cases/queries/state-faults.ts';
import { UserError } from '../output.ts';
import { expectNone, type Finding, faultNames, foundOrReported } from './findings.ts';

/** Checks the stored states that the next decisions start from. */
export const checkStates = async (ports: ComparePorts): Promise<Finding> =>
  expectNone(
    'stored states',
    await stateFaults(ports),
    'each is what the events say',
    'as Operator, run: emergency verify; then docs/runbook.md (tampering)',
  );

/**
 * Refuses to deploy rules that would start from a state which is not what the events say, as one planted under the version
 * that these rules have. A deployer who may not read the tables is told that this was not checked.
 * @throws UserError
 */
export const refuseForeignStates = async (
  ports: () => ComparePorts,
  report: (line: string) => void,
): Promise<void> => {
  const faults = await foundOrReported('Stored states', async () => stateFaults(ports()), report);
  if (faults.length > 0)
    throw new UserError(
      `this version would trust stored states that are not what the events say, or cannot read them: ${faultNames(faults)}; nothing was deployed. Run emergency verify with this version, then docs/runbook.md (tampering); for a newer version's states, deploy that version`,
    );
};
