import { wantedChange } from '../../domain/config/caller-message.ts';
import type { Config } from '../../domain/config/config.ts';
import { type ChangeEmergency, location } from '../../domain/emergency/location/decide.ts';
import { changeRequest } from '../../domain/emergency/location/state.ts';
import { locationStream } from '../../domain/emergency/streams.ts';
import { handleCommand } from '../../domain/ledger/handle-command.ts';
import type { LogPorts } from '../../use-cases/log-ports.ts';

export type Change = { locationId: string; action: 'set' | 'remove' | 'refused'; type?: string };

let commands = 0;

/** Writes one event of a location by its own rules, as for a verified administrator (or an unknown caller, when it is refused). */
export const change = async (
  { store, system, config }: LogPorts & { config: Config },
  { locationId, action, type = 'weather' }: Change,
): Promise<void> => {
  commands += 1;
  const request = changeRequest(action === 'set' ? 'set' : 'remove', type);
  const who = { actor: 'admin/ana', contactId: `call-${commands}`, step: 'change', request };
  await handleCommand(
    { store, system },
    location,
    locationStream(locationId),
    who,
    ({ state }, place): ChangeEmergency => {
      const { at } = place.stamp();
      const { contactId } = who;
      const wanted =
        action === 'set'
          ? { action, emergencyType: type }
          : { action: 'remove' as const, emergencyType: null };
      return {
        ...wantedChange(config, locationId, wanted, at),
        locationId,
        heardSeq: state.status?.seq ?? 0,
        contactId,
        at,
        requester: {
          kind: 'administrator',
          adminId: 'ana',
          maskedNumber: '+65******01',
          locations: ['*'],
          verification:
            action === 'refused' ? null : { contactId, verifiedAt: at, endsAt: at + 1, eventId: 'proof' },
        },
      };
    },
  );
};
