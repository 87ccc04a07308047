import { PROBE_PREFIX } from '../domain/emergency/index.ts';
import type { LogPorts } from '../use-cases/log-ports.ts';
import { probeDelivery } from '../use-cases/probe-delivery.ts';

/** `Probe`: sends one probe of delivery, whatever the event of its schedule says. Alarms ring when probes do not arrive. */
export const probe = (ports: LogPorts) => async (): Promise<void> => {
  const { now, newId } = ports.system;
  const action = { actor: 'system/schedule', actionId: `${PROBE_PREFIX}${newId(now())}` };
  await probeDelivery(ports, action, 'schedule');
};
