import type { TextAccount } from '../../adapters/account/text-account.ts';
import type { Config } from '../../domain/config/config.ts';
import type { Sms } from '../../handlers/composition/context.ts';
import { allowedCountries } from '../../infra/countries.ts';
import { expectThat, type Finding, fail, notChecked, pass } from './findings.ts';

const GUIDE = 'docs/deploy.md, “Before anybody is texted”';

/**
 * Checks what a dry run does not: whether the account may send texts to the administrators' countries.
 * @param notifyId the notify configuration, if Notify sends the PINs
 */
export const checkTextAccount = async (
  config: Config,
  account: TextAccount,
  notifyId: string | undefined,
): Promise<Finding[]> => {
  const { sms } = config;
  const countries = allowedCountries(config);
  return sms.provider === 'end-user-messaging-notify'
    ? [
        checkSpending(await account.spendLimit('NOTIFY')),
        ...(await checkNotify(account, notifyId ?? '', countries)),
      ]
    : [
        await checkTier(account),
        checkSpending(await account.spendLimit('TEXT')),
        ...(await checkSenderIds(sms, account, countries)),
      ];
};

const checkTier = async (account: TextAccount): Promise<Finding> => {
  const line = 'texts, account tier';
  const tier = await account.tier();
  const verified = await account.verifiedNumbers();
  if (tier === 'PRODUCTION') return pass(line, tier);
  const only = verified ? ` (${verified.used} of at most ${verified.most})` : '';
  return fail(
    line,
    `${tier ?? 'unknown'}: texts reach verified numbers only${only}`,
    `request production access from AWS Support (${GUIDE})`,
  );
};

/** The spending limit of a new account, in US dollars a month. */
const NEW_ACCOUNT = 1;

const checkSpending = (limit: Awaited<ReturnType<TextAccount['spendLimit']>>): Finding => {
  const line = 'texts, spending limit';
  if (!limit) return notChecked(line, 'AWS reports none', 'see the End User Messaging console');
  const { enforced, highest } = limit;
  const message = `${enforced} US dollars a month (maximum ${highest})`;
  const todo = `raise it: texts stop when it is reached (${GUIDE})`;
  return expectThat(line, enforced > NEW_ACCOUNT, message, `${message}, the limit of a new account`, todo);
};

/**
 * Countries that require a sender id to be registered before use, as of November 2026.
 * @see https://docs.aws.amazon.com/sms-voice/latest/userguide/registrations-country.html
 */
export const REGISTERED_ONLY: readonly string[] =
  'AE AT AU BY EG ES FI ID IE IN JO KE KW KZ LK PH QA RU SA SG TH TR'.split(' ');

const checkSenderIds = async (
  sms: Sms<'end-user-messaging' | 'pinpoint'>,
  account: TextAccount,
  countries: readonly string[],
): Promise<Finding[]> => {
  const known = await account.senderIds();
  const identity = sms.originationIdentity ?? sms.senderId;
  if (/^(arn:|phone-|pool-)/.test(identity)) return [];
  return countries.map((country) => {
    const line = `texts, sender id in ${country}`;
    const found = known.find(({ senderId, country: of }) => senderId === identity && of === country);
    if (!found) return fail(line, `${identity} is not in the account`, `request it (${GUIDE})`);
    return expectThat(
      line,
      found.registered || !REGISTERED_ONLY.includes(country),
      identity,
      `${identity} is not registered: carriers block the texts or replace the sender`,
      `register it (${GUIDE})`,
    );
  });
};

const checkNotify = async (
  account: TextAccount,
  id: string,
  countries: readonly string[],
): Promise<Finding[]> => {
  const line = 'texts, notify configuration';
  const found = await account.notifyConfiguration(id);
  if (!found) return [fail(line, `${id} is not in the account`, 'run: emergency deploy')];
  const { status, tier } = found;
  const within = await account.notifyCountries(tier);
  const enabled = (country: string) => found.countries.length === 0 || found.countries.includes(country);
  return [
    expectThat(
      line,
      status === 'ACTIVE',
      `${status}, ${tier} tier`,
      status,
      `see it in the End User Messaging console (${GUIDE})`,
    ),
    ...countries.map((country) =>
      expectThat(
        `texts, Notify in ${country}`,
        enabled(country) && within.includes(country),
        `on the ${tier} tier`,
        enabled(country) ? `not on the ${tier} tier` : 'not enabled in the notify configuration',
        `enable it, upgrade the tier, or use another provider (${GUIDE})`,
      ),
    ),
  ];
};
