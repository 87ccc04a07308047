import type { Config } from '../../domain/config/config.ts';
import { type DirectoryRow, type E164, parseE164, type SmsOutcome } from '../../domain/emergency/index.ts';
import { expectThat, type Finding, fail, notChecked, pass } from './findings.ts';

/** Fewer than this, and one lost telephone locks a location. */
const ENOUGH = 2;

const canBeTexted = ({ number, phone }: DirectoryRow) => number !== undefined && phone.type === 'MOBILE';

/** For each location, whether enough people with a mobile may change it. */
export const checkAdministrators = ({ locations }: Config, rows: readonly DirectoryRow[]): Finding[] =>
  locations.map(({ id }) => {
    const count = rows.filter(
      (row) => canBeTexted(row) && (row.locations.includes('*') || row.locations.includes(id)),
    ).length;
    return expectThat(
      `administrators of ${id}`,
      count >= ENOUGH,
      `${count} with a mobile`,
      `${count} with a mobile; ${ENOUGH} are needed`,
      `run: emergency admin enroll <id> --number <e164> --name <name> --locations ${id}`,
    );
  });

/** Who is to be texted and has a number that was never looked up: refused a PIN while the look-up fails. */
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
    `${ids.length} not yet: ${ids.join(', ')}`,
    'run for each: emergency admin change <id>; it looks the number up and says why it cannot',
  );
};

/** Whether a PIN could be texted now, short of texting one. */
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
        'Pinpoint has none',
        'call the administrators’ line and see a PIN arrive, or move to end-user-messaging',
      ),
    ];
  const to = parseE164(rows.find(canBeTexted)?.number);
  if (!to) return [notChecked(line, 'no administrator has a mobile', 'enroll an administrator first')];
  const outcome = await dryRun(to);
  const from = sms.provider === 'end-user-messaging' ? sms.originationIdentity : 'AWS’s own sender (Notify)';
  if (outcome.sent) return [pass(line, `End User Messaging would take it from ${from}`)];
  const todo = 'check sms in the configuration, the spending limit, and the countries that are not blocked';
  return [fail(line, `End User Messaging would refuse it: ${outcome.detail}`, todo)];
};
