import type { Config } from '../domain/config/config.ts';
import { admin, adminStream, parseE164 } from '../domain/emergency/index.ts';
import { type AdminEntry, type AdminPorts, enrollAdmin } from '../use-cases/enroll-admin.ts';
import type { NetworkPhone } from './aws/phones.ts';

type DemoAdmin = Omit<AdminEntry, 'number' | 'language'> & { number: string; phone: NetworkPhone['type'] };

/** Whether this is the line of the shipped configuration, which alone gets the demo's administrators. */
export const isDemo = ({ origin }: Pick<Config, 'origin'>): boolean => origin === 'emergency-line/demo';

/** The administrators of its new log: two mobiles and, for the blog's second test, a landline. */
const DEMO_ADMINS: readonly DemoAdmin[] = [
  { adminId: 'admin-1', name: 'Aisha Rahman', number: '+6591110001', phone: 'MOBILE', locations: ['*'] },
  { adminId: 'admin-2', name: 'Ben Cruz', number: '+6591110002', phone: 'MOBILE', locations: ['*'] },
  { adminId: 'admin-3', name: 'Front desk', number: '+6561110003', phone: 'LANDLINE', locations: ['*'] },
];

/** Carrier data of the demo's numbers; undefined for all others. */
export const demoPhone = (number: string): NetworkPhone | undefined => {
  const admin = DEMO_ADMINS.find((entry) => entry.number === number);
  return admin && { type: admin.phone, carrier: 'Demo Mobile', country: 'SG' };
};

/** Enrolls the demo's administrators that the log does not know yet, and returns their ids: all of them in a new log. */
export const seedDemo = async (ports: AdminPorts, language: string): Promise<string[]> => {
  const enrolled: string[] = [];
  for (const { number, phone: _, ...entry } of DEMO_ADMINS) {
    const { seq } = await ports.store.head(admin, adminStream(entry.adminId));
    if (seq > 0) continue;
    const parsed = parseE164(number);
    if (!parsed) throw new Error(`the demo's number of ${entry.adminId} is not an E.164 number`);
    const act = { principal: 'demo', actionId: `seed-${entry.adminId}` };
    await enrollAdmin(ports, act, 'enroll', { ...entry, number: parsed, language });
    enrolled.push(entry.adminId);
  }
  return enrolled;
};
