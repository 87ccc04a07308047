import type { OperatorAnswer } from '../handlers/answer-operator.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createErase, createOperate } from '../handlers/composition/operate.ts';
import { eraseRoutes } from '../handlers/erase.ts';
import { CALLER_ROLES } from '../handlers/operator-route.ts';
import { machineUser } from './machine-user.ts';

export type OperateHere = (path: string, body: string) => Promise<OperatorAnswer>;

/** `Operate` and `Erase` in this process. The actor is the user of this machine, who has every role. */
export const createOperateHere = (ctx: AppContext): OperateHere => {
  const [operate, erase] = [createOperate(ctx), createErase(ctx)];
  return (path, body) => {
    const answer = Object.hasOwn(eraseRoutes, path) ? erase : operate;
    return answer(() => ({ principal: machineUser(), roles: CALLER_ROLES }), { method: 'POST', path, body });
  };
};
