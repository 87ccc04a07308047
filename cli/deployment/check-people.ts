import type { Config } from '../../domain/config/config.ts';
import { type DirectoryRow, type E164, parseE164, type SmsOutcome } from '../../domain/emergency/index.ts';
import { expectThat, type Finding, fail, notChecked, pass } from './findings.ts';

/** With fewer administrators, one lost phone leaves a location without any. */
const ENOUGH = 2;

const receivesPins = ({ number, phone, factor }: DirectoryRow) =>
  number !== undefined && factor === 'sms' && phone.type === 'MOBILE';

/** An authenticator app needs no texts, so any enrolled number will do. */
const canAuthenticate = (row: DirectoryRow) =>
  receivesPins(row) || (row.number !== undefined && row.factor === 'totp');

/** Checks that each location has enough administrators who can authenticate by phone. */
export const checkAdministrators = ({ locations }: Config, rows: readonly DirectoryRow[]): Finding[] =>
  locations.map(({ id }) => {
    const able = rows.filter(
      (row) => canAuthenticate(row) && (row.locations.includes('*') || row.locations.includes(id)),
    );
    // Two who share one number are one phone.
    const count = new Set(able.map(({ number }) => number)).size;
    return expectThat(
      `administrators of ${id}`,
      count >= ENOUGH,
      `${count} can authenticate`,
      `${count} can authenticate; at least ${ENOUGH} are needed`,
      `run: emergency admin enroll <id> --number <e164> --name <name> --locations ${id}`,
    );
  });

/** Finds administrators with one number: whoever calls from it is found as only one of them. */
export const checkSharedNumbers = (rows: readonly DirectoryRow[]): Finding => {
  const owners = new Map<string, string[]>();
  for (const { adminId, number } of rows)
    if (number !== undefined) owners.set(number, [...(owners.get(number) ?? []), adminId]);
  const shared = [...owners.values()].filter((ids) => ids.length > 1).map((ids) => ids.join(' and '));
  return expectThat(
    'one number each',
    shared.length === 0,
    `${owners.size} different numbers`,
    `the same number: ${shared.join('; ')}`,
    'run for all but one: emergency admin change <id> --number <e164>',
  );
};

/** Finds numbers that were never looked up: they get no PIN while the look-up fails. */
export const checkLookups = (rows: readonly DirectoryRow[]): Finding => {
  const ids = rows
    .filter(
      ({ number, phone, factor }) => number !== undefined && phone.type === 'UNKNOWN' && factor === 'sms',
    )
    .map(({ adminId }) => adminId);
  return expectThat(
    'numbers looked up',
    ids.length === 0,
    'all',
    `never looked up: ${ids.join(', ')}`,
    'run for each: emergency admin change <id>; it looks the number up, or reports why it cannot',
  );
};

/** Checks that a PIN could be texted now, without sending a text. */
export const checkTexts = async (
  { sms }: Config,
  rows: readonly DirectoryRow[],
  dryRun: (to: E164) => Promise<SmsOutcome>,
): Promise<Finding[]> => {
  const line = 'texts, dry run';
  if (sms.provider === 'pinpoint')
    return [
      notChecked(
        line,
        'not supported by Pinpoint',
        'call the administrators’ line and check that a PIN arrives, or switch to end-user-messaging',
      ),
    ];
  const to = parseE164(rows.find(receivesPins)?.number);
  if (!to)
    return [
      notChecked(line, 'no administrator gets PINs by text', 'enroll an administrator with a mobile first'),
    ];
  const outcome = await dryRun(to);
  const from = sms.provider === 'end-user-messaging' ? sms.originationIdentity : 'AWS’s own sender (Notify)';
  if (outcome.sent) return [pass(line, `End User Messaging accepts it from ${from}`)];
  const todo = 'check sms in the configuration, the spending limit, and the allowed countries';
  return [fail(line, `End User Messaging refuses it: ${outcome.detail}`, todo)];
};
