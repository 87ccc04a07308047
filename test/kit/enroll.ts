import { parseE164 } from '../../domain/emergency/secret.ts';
import { enrollAdmin } from '../../use-cases/enroll-admin.ts';
import { revokeAdmin } from '../../use-cases/revoke-admin.ts';
import type { MemoryPorts } from './ports.ts';

export type Entry = { adminId: string; number: string; locations?: string[] };

let acts = 0;

/** Every action has a new id. */
const operator = () => {
  acts += 1;
  return { principal: 'desk', actionId: `act-${acts}` };
};

/** Writes an administrator's whole entry: the first time as enrolled, `change` as changed. */
export const writeEntry = async (
  ports: MemoryPorts,
  kind: 'enroll' | 'change',
  { adminId, number, locations = ['*'] }: Entry,
): Promise<void> => {
  const e164 = parseE164(number);
  if (!e164) throw new Error('the test enrols no E.164 number');
  const entry = { adminId, number: e164, name: `Name of ${adminId}`, locations, language: 'en-US' };
  await enrollAdmin(ports, operator(), kind, entry);
};

export const revoke = async (ports: MemoryPorts, adminId: string): Promise<void> => {
  await revokeAdmin(ports, operator(), adminId, 'left the company');
};
