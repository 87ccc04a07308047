import { errorName } from '../../adapters/error-name.ts';
import type { LogFault } from '../../use-cases/queries/proof-faults.ts';

/** One line of the doctor’s report. `ok` null: it could not be checked. `todo`: how to fix it. */
export type Finding = { name: string; ok: boolean | null; message: string; todo?: string };

export const pass = (name: string, message: string): Finding => ({ name, ok: true, message });
export const fail = (name: string, message: string, todo: string): Finding => ({
  name,
  ok: false,
  message,
  todo,
});
export const notChecked = (name: string, message: string, todo: string): Finding => ({
  name,
  ok: null,
  message,
  todo,
});

export const expectThat = (
  name: string,
  ok: boolean,
  message: string,
  otherwise: string,
  todo: string,
): Finding => (ok ? pass(name, message) : fail(name, otherwise, todo));

/** Faults named in a sentence; the rest are counted. */
const MOST = 5;

export const faultNames = (faults: readonly LogFault[]): string => {
  const named = faults.slice(0, MOST).map(({ place, fault }) => `${place}: ${fault}`);
  return [...named, ...(faults.length > MOST ? [`and ${faults.length - MOST} more`] : [])].join('; ');
};

export const expectNone = (
  name: string,
  faults: readonly LogFault[],
  message: string,
  todo: string,
): Finding => expectThat(name, faults.length === 0, message, faultNames(faults), todo);

export type Check = () => Promise<Finding | Finding[]>;

/** Runs a check. A failed AWS call becomes a finding, so that the other checks still run. */
export const runCheck = async (name: string, check: Check): Promise<Finding[]> => {
  try {
    return [await check()].flat();
  } catch (error) {
    const failed = errorName(error);
    return [fail(name, `check failed: ${failed}`, remedyOf(failed))];
  }
};

/** What a check before a deployment finds; nothing, and a report, when it fails, as for a deployer who may not read the tables. */
export const foundOrReported = async <Found>(
  what: string,
  find: () => Promise<Found[]>,
  report: (line: string) => void,
): Promise<Found[]> => {
  try {
    return await find();
  } catch (error) {
    report(
      `${what} could not be compared with the log (${errorName(error)}); afterwards run: emergency doctor.`,
    );
    return [];
  }
};

/** What to do about a failed check, by the error's name. */
const remedyOf = (failed: string): string => {
  if (/AccessDenied|NotAuthorized|Unauthorized/.test(failed))
    return 'assume the stack’s role …-Doctor-… (docs/deploy.md) and run the command again';
  if (/NotFound/.test(failed))
    return 'it does not exist in this account and Region: correct the configuration (connect.instanceArn), or run: emergency deploy';
  if (/^E[A-Z_]+$|^Timeout/.test(failed))
    return 'AWS cannot be reached: check the network, and that the service exists in the Region of connect.instanceArn';
  return 'run the command again; if it fails again, check the service in the AWS console';
};

const MARK = { true: 'ok  ', false: 'FAIL', null: '-   ' } as const;

export const findingText = ({ name, ok, message, todo }: Finding): string =>
  [`${MARK[`${ok}`]} ${name}: ${message}`, ...(todo === undefined ? [] : [`       ${todo}`])].join('\n');
