import { eraseAdmin } from '../../use-cases/erase-admin.ts';
import { probeDelivery } from '../../use-cases/probe-delivery.ts';
import { recordExport } from '../../use-cases/record-export.ts';
import { reenableAdmin } from '../../use-cases/reenable-admin.ts';
import { authenticator } from './authenticator.ts';
import { breakGlass } from './break-glass.ts';
import { revoke, writeEntry } from './enroll.ts';
import { ANA, BEN, LIN, type MemoryLine, STRANGER } from './line.ts';
import { phoneCall } from './phone-call.ts';

export const NEW_NUMBER = '+6591119999';
/** Entries that are not our PINs, but could be a caller's PIN elsewhere. */
export const TYPED = ['314159', '2718281', '161803398'];

const unknownCallers = async (line: MemoryLine) => {
  for (const from of [STRANGER, null]) {
    const call = phoneCall(line, from);
    await call.asksForPin();
    await call.types('314159');
    await call.sets('Manila', 'weather', 2);
    await call.sets('Atlantis', 'weather', 0);
    await call.hears('Manila');
  }
};

/** A re-enabling, refused and done; and a session whose changes are used up. */
const guaranteed = async (line: MemoryLine) => {
  const { ports } = line;
  await reenableAdmin(ports, { principal: 'desk', actionId: 'reenable-1' }, 'ben', { by: 'lin' });
  await reenableAdmin(ports, { principal: 'desk', actionId: 'reenable-2' }, 'ben', {
    reason: 'known by voice',
  });
  const call = phoneCall(line, ANA);
  await call.provesWhoItIs();
  for (let change = 1; change <= 11; change += 1) {
    const { seq = 'none' } = await call.hearsFresh('Sydney');
    await call.sets('Sydney', 'fire-alarm', seq);
  }
};

/** A landline with an authenticator: strangers block its codes, so that the owner's needs a PIN as well. */
const byAuthenticator = async (line: MemoryLine) => {
  const { code } = await authenticator(line, 'lin', 'totp-1');
  const silent = phoneCall(line, LIN);
  await silent.asksForPin();
  await silent.types('Timeout');
  for (let stranger = 0; stranger < 17; stranger += 1) {
    const call = phoneCall(line, LIN);
    await call.asksForPin();
    for (let entry = 0; entry < 3; entry += 1) await call.types(code(5));
  }
  const owner = phoneCall(line, LIN);
  await owner.asksForPin();
  await owner.types(code());
};

/** A day with every type of event. */
export const day = async (line: MemoryLine): Promise<void> => {
  const first = phoneCall(line, ANA);
  await first.asksForPin();
  for (const typed of TYPED) await first.types(typed);
  const second = phoneCall(line, ANA);
  await second.provesWhoItIs();
  await second.sets('Manila', 'weather', 0);
  await second.sets('Sydney', 'fire-alarm', 0);
  line.ports.system.advance(60_000);
  await second.removes('Manila', 1);
  line.ports.sms.script.push({ sent: false, reason: 'opted-out', detail: 'OPT_OUT' });
  await phoneCall(line, BEN).asksForPin();
  await phoneCall(line, LIN).asksForPin();
  await unknownCallers(line);
  await guaranteed(line);
  await byAuthenticator(line);
  await writeEntry(line.ports, 'change', { adminId: 'ana', number: NEW_NUMBER });
  await revoke(line.ports, 'ben');
  const past = { principal: 'desk', actionId: 'past-1' };
  const change = {
    locationId: 'Manila',
    action: 'set',
    emergencyType: 'weather',
    reason: 'phones down',
  } as const;
  await breakGlass(line.ports, past, change);
  const export1 = { principal: 'reviewer', actionId: 'export-1' };
  const query = { admin: 'ana' };
  await recordExport(line.ports, export1, {
    type: 'NumbersUnmasked',
    data: { query, reason: 'a complaint' },
  });
  const exported = { query, format: 'csv', events: 3, sha256: 'a'.repeat(64), numbers: 'clear' } as const;
  await recordExport(line.ports, export1, { type: 'LogExported', data: exported });
  const missed = { stream: 'location/Manila', from: '1', to: null };
  const again = { principal: 'desk', actionId: 'export-2' };
  await recordExport(line.ports, again, { type: 'EventsRepublished', data: missed });
  await eraseAdmin(line.ports, { principal: 'desk', actionId: 'erase-1' }, 'lin', 'asked to be forgotten');
  await probeDelivery(line.ports, { actor: 'operator/ops', actionId: 'drill-1' }, 'doctor');
};
