import { errorName } from '../../adapters/error-name.ts';

/** One line of the doctor’s report. `ok` null: the check failed, and `message` says why. `todo`: what to do about it. */
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

/** What `look` found; when AWS would not tell, that is a finding, too, and the others are looked at all the same. */
export const runCheck = async (name: string, look: () => Promise<Finding[]>): Promise<Finding[]> => {
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

export const findingText = ({ name, ok, message, todo }: Finding): string =>
  [`${MARK[`${ok}`]} ${name}: ${message}`, ...(todo === undefined ? [] : [`       ${todo}`])].join('\n');
