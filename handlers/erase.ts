import { eraseAdmin } from '../use-cases/erase-admin.ts';
import { adminId, requireKnown } from './known-admin.ts';
import { type Route, reasonText, replyOf, route } from './operator-route.ts';

/** What people may ask `Erase` for, which alone may delete the keys of persons. */
export const eraseRoutes: Record<string, Route> = {
  'admin/erase': route('Eraser', 'cli', { adminId, basis: reasonText() }, async (ports, action, body) => {
    await requireKnown(ports, body.adminId);
    return replyOf(await eraseAdmin(ports, action, body.adminId, body.basis));
  }),
};
