import {
  type PinpointSMSVoiceV2Client,
  paginateDescribeAccountAttributes,
  paginateDescribeAccountLimits,
  paginateDescribeNotifyConfigurations,
  paginateDescribeSenderIds,
  paginateDescribeSpendLimits,
  paginateListNotifyCountries,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { collect } from './pages.ts';

export type SenderId = { senderId: string; country: string; registered: boolean };
/** A monthly spending limit in US dollars: the enforced one, and the highest that the account may set. */
export type SpendLimit = { enforced: number; highest: number };

/** The SMS settings of an account in one Region, from End User Messaging. */
export type TextAccount = {
  /** `SANDBOX` or `PRODUCTION`. */
  tier(): Promise<string | undefined>;
  /** Destination numbers verified for the sandbox, and the maximum. */
  verifiedNumbers(): Promise<{ used: number; most: number } | undefined>;
  spendLimit(of: 'TEXT' | 'NOTIFY'): Promise<SpendLimit | undefined>;
  senderIds(): Promise<SenderId[]>;
  notifyConfiguration(id: string): Promise<{ status: string; tier: string; countries: string[] } | undefined>;
  /** The countries where this tier of Notify sends with AWS's own senders. */
  notifyCountries(tier: string): Promise<string[]>;
};

export const textAccount = (client: PinpointSMSVoiceV2Client): TextAccount => ({
  async tier() {
    const pages = paginateDescribeAccountAttributes({ client }, {});
    const attributes = await collect(pages, ({ AccountAttributes }) => AccountAttributes);
    return attributes.find(({ Name }) => Name === 'ACCOUNT_TIER')?.Value;
  },
  async verifiedNumbers() {
    const limits = await collect(paginateDescribeAccountLimits({ client }, {}), (page) => page.AccountLimits);
    const found = limits.find(({ Name }) => Name === 'VERIFIED_DESTINATION_NUMBERS');
    return found && { used: found.Used ?? 0, most: found.Max ?? 0 };
  },
  async spendLimit(of) {
    const limits = await collect(
      paginateDescribeSpendLimits({ client }, {}),
      ({ SpendLimits }) => SpendLimits,
    );
    const found = limits.find(({ Name }) => Name === `${of}_MESSAGE_MONTHLY_SPEND_LIMIT`);
    return found && { enforced: found.EnforcedLimit ?? 0, highest: found.MaxLimit ?? 0 };
  },
  async senderIds() {
    const found = await collect(paginateDescribeSenderIds({ client }, {}), ({ SenderIds }) => SenderIds);
    return found.map(({ SenderId = '', IsoCountryCode = '', Registered = false }) => ({
      senderId: SenderId,
      country: IsoCountryCode,
      registered: Registered,
    }));
  },
  async notifyConfiguration(id) {
    const pages = paginateDescribeNotifyConfigurations({ client }, { NotifyConfigurationIds: [id] });
    const [found] = await collect(pages, ({ NotifyConfigurations }) => NotifyConfigurations);
    return (
      found && { status: found.Status ?? '', tier: found.Tier ?? '', countries: found.EnabledCountries ?? [] }
    );
  },
  async notifyCountries(tier) {
    const pages = paginateListNotifyCountries({ client }, { Channels: ['SMS'] });
    const countries = await collect(pages, ({ NotifyCountries }) => NotifyCountries);
    return countries
      .filter((country) => country.SupportedTiers?.some((supported) => supported === tier))
      .filter(({ CustomerOwnedIdentityRequired }) => !CustomerOwnedIdentityRequired)
      .map(({ IsoCountryCode = '' }) => IsoCountryCode);
  },
});
