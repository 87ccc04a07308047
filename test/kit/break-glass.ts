import { changeEmergency, type RequestedChange } from '../../use-cases/change-emergency.ts';

type Ports = Parameters<typeof changeEmergency>[0];

/** An operator's change, as `emergency set` and `emergency remove` make it; the event that was recorded. */
export const breakGlass = async (
  ports: Ports,
  { principal, actionId }: { principal: string; actionId: string },
  { reason, ...change }: RequestedChange & { reason: string },
) => {
  const command = { contactId: actionId, step: change.action };
  return (await changeEmergency(ports, change, { kind: 'operator', principal, reason }, command)).event;
};
