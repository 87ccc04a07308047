import { changeEmergency, type RequestedChange } from '../../use-cases/change-emergency.ts';

type Ports = Parameters<typeof changeEmergency>[0];

/** An operator's change, as by `emergency set` and `emergency remove`; returns the recorded event. */
export const breakGlass = async (
  ports: Ports,
  { principal, actionId }: { principal: string; actionId: string },
  { reason, ...change }: RequestedChange & { reason: string },
) => {
  const command = { contactId: actionId, step: change.action };
  return (await changeEmergency(ports, change, { kind: 'operator', principal, reason }, command)).event;
};
