import { EXPORT_FORMATS } from '../domain/emergency/index.ts';
import { type StoredEvent, sha256Hex, visibleText } from '../domain/ledger/index.ts';
import * as z from '../domain/zod.ts';
import { changeEmergency } from '../use-cases/change-emergency.ts';
import { locationToChange } from '../use-cases/get-status.ts';
import { probeDelivery } from '../use-cases/probe-delivery.ts';
import { recordExport } from '../use-cases/record-export.ts';
import { adminRoutes } from './operate-admins.ts';
import { publishRoutes } from './operate-publish.ts';
import { configRoute, RequestRefused, type Route, reasonText, replyOf, route } from './operator-route.ts';

const changeReply = (event: StoredEvent) => ({
  ...replyOf(event),
  changed: event.data.reaffirmed ? [] : ['status'],
});

/** Break-glass: a change that bypasses the phone flow. */
const changeRoute = (action: 'set' | 'remove') =>
  route(
    'Operator',
    'cli',
    { location: z.upTo(100), type: z.optional(z.upTo(100)), reason: reasonText() },
    async (ports, { principal, actionId }, { location, type, reason }) => {
      const { config } = ports;
      const locationId = await locationToChange(ports, action, location);
      if (locationId === null) {
        const known = config.locations.map(({ id }) => id).join(', ');
        throw new RequestRefused(404, 'unknown-location', `unknown location; use one of ${known}`);
      }
      const types = config.emergencyTypes.map(({ id }) => id);
      if (action === 'set' && !types.includes(type ?? ''))
        throw new RequestRefused(400, 'bad-request', `type: must be one of ${types.join(', ')}`);
      const { event } = await changeEmergency(
        ports,
        { locationId, action, emergencyType: action === 'set' ? (type ?? null) : null },
        { kind: 'operator', principal, reason },
        { contactId: actionId, step: action },
      );
      return changeReply(event);
    },
  );

const query = z.record(visibleText(1, 20), visibleText(0, 100));

/** The routes of `Operate`. Erasing a person is a route of `Erase` only. */
export const operateRoutes: Record<string, Route> = {
  ...adminRoutes,
  ...publishRoutes,
  set: changeRoute('set'),
  remove: changeRoute('remove'),
  'export/unmask': route('Operator', 'export', { query, reason: reasonText() }, async (ports, action, data) =>
    replyOf(await recordExport(ports, action, { type: 'NumbersUnmasked', data })),
  ),
  'export/record': route(
    'Operator',
    'export',
    {
      query,
      format: z.enum(EXPORT_FORMATS),
      events: z.whole(0),
      sha256: sha256Hex,
      numbers: z.enum(['masked', 'clear']),
    },
    async (ports, action, data) => replyOf(await recordExport(ports, action, { type: 'LogExported', data })),
  ),
  probe: route('Doctor', 'drill', {}, async (ports, { principal, actionId }) =>
    replyOf(await probeDelivery(ports, { actor: `operator/${principal}`, actionId }, 'doctor')),
  ),
  config: configRoute,
};
