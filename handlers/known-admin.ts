import { ADMIN_ID, admin, adminStream } from '../domain/emergency/index.ts';
import * as z from '../domain/zod.ts';
import { type OperatorPorts, RequestRefused } from './operator-route.ts';

export const adminId = z.matching(ADMIN_ID, 'an administrator id has at most 40 letters, digits, - and _');

/** @throws RequestRefused when the log has no event of the administrator */
export const requireKnown = async ({ store }: OperatorPorts, id: string): Promise<void> => {
  if ((await store.head(admin, adminStream(id))).seq === 0)
    throw new RequestRefused(404, 'unknown-admin', 'unknown administrator id; see: emergency admin list');
};
