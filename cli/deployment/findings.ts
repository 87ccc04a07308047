import { errorName } from '../../adapters/error-name.ts';

/** One line of the doctor's. `ok` null: it check failed, and `says` tells why. `todo`: what to do about it. */
export type Finding = { name: string; ok: boolean | null; says: string; todo?: string };

export const pass = (name: string, says: string): Finding => ({ name, ok: true, says });
export const fail = (name: string, says: string, todo: string): Finding => ({ name, ok: false, says, todo });
export const notChecked = (name: string, says: string, todo: string): Finding => ({
  name,
  ok: null,
  says,
  todo,
});

export const expectThat = (
  name: string,
  ok: boolean,
  says: string,
  otherwise: string,
  todo: string,
): Finding => (ok ? pass(name, says) : fail(name, otherwise, todo));

/** What `look` found; when AWS would not tell, that is a finding, too, and the others are looked at all the same. */
export const checked = async (name: string, look: () => Promise<Finding[]>): Promise<Finding[]> => {
  try {
    return await look();
  } catch (error) {
    const failed = errorName(error);
    return [fail(name, `check failed: ${failed}`, remedyOf(failed))];
  }
};

/** What to do about a look that failed, by the error's name. */
const remedyOf = (failed: string): string => {
  if (/AccessDenied|NotAuthorized|Unauthorized/.test(failed))
    return 'act as the role of the stack that may do this, …-Doctor-… (docs/deploy.md); nothing is known of it until then';
  if (/NotFound/.test(failed))
    return 'it does not exist in this account and Region: correct the configuration (connect.instanceArn), or run: emergency deploy';
  if (/^E[A-Z_]+$|^Timeout/.test(failed))
    return 'AWS does not answer: check the network, and that the service is in the Region of connect.instanceArn';
  return 'run the command again; if it stays, see the service’s own page in the AWS console';
};

const MARK = { true: 'ok  ', false: 'FAIL', null: '-   ' } as const;

export const findingText = ({ name, ok, says, todo }: Finding): string =>
  [`${MARK[`${ok}`]} ${name}: ${says}`, ...(todo === undefined ? [] : [`       ${todo}`])].join('\n');
