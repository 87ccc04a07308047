import { errorName } from '../../adapters/error-name.ts';

/** One line of the doctor's. `ok` null: it cannot be looked at, and `says` tells why. `todo`: what to do about it. */
export type Finding = { name: string; ok: boolean | null; says: string; todo?: string };

export const good = (name: string, says: string): Finding => ({ name, ok: true, says });
export const bad = (name: string, says: string, todo: string): Finding => ({ name, ok: false, says, todo });
export const unseen = (name: string, says: string, todo: string): Finding => ({ name, ok: null, says, todo });

export const either = (name: string, ok: boolean, says: string, otherwise: string, todo: string): Finding =>
  ok ? good(name, says) : bad(name, otherwise, todo);

/** What `look` found; when AWS would not tell, that is a finding, too, and the others are looked at all the same. */
export const looking = async (name: string, look: () => Promise<Finding[]>): Promise<Finding[]> => {
  try {
    return await look();
  } catch (error) {
    const todo =
      'act as the role of the stack that may do this, …-Doctor-… (docs/deploy.md); nothing is known of it until then';
    return [bad(name, `cannot be looked at: ${errorName(error)}`, todo)];
  }
};

const MARK = { true: 'ok  ', false: 'FAIL', null: '-   ' } as const;

export const findingText = ({ name, ok, says, todo }: Finding): string =>
  [`${MARK[`${ok}`]} ${name}: ${says}`, ...(todo === undefined ? [] : [`       ${todo}`])].join('\n');
