import {
  type PinpointSMSVoiceV2Client,
  paginateDescribeAccountAttributes,
  paginateDescribeAccountLimits,
  paginateDescribeNotifyConfigurations,
  paginateDescribeSenderIds,
  paginateDescribeSpendLimits,
  paginateListNotifyCountries,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';

export type SenderId = { senderId: string; country: string; registered: boolean };
/** A monthly limit in US dollars: what is enforced, and what the account could be set to. */
export type SpendLimit = { enforced: number; highest: number };

/** What an account may text in one Region, as End User Messaging describes it. */
export type TextAccount = {
  /** `SANDBOX` or `PRODUCTION`. */
  tier(): Promise<string | undefined>;
  /** Numbers that a sandbox may text. */
  verifiedNumbers(): Promise<{ used: number; most: number } | undefined>;
  spendLimit(of: 'TEXT' | 'NOTIFY'): Promise<SpendLimit | undefined>;
  senderIds(): Promise<SenderId[]>;
  notifyConfiguration(id: string): Promise<{ status: string; tier: string; countries: string[] } | undefined>;
  /** Where Notify of this tier can send with AWS's own senders. */
  notifyCountries(tier: string): Promise<string[]>;
};

export const textAccount = (client: PinpointSMSVoiceV2Client): TextAccount => ({
  async tier() {
    const pages = paginateDescribeAccountAttributes({ client }, {});
    const attributes = await all(pages, ({ AccountAttributes }) => AccountAttributes);
    return attributes.find(({ Name }) => Name === 'ACCOUNT_TIER')?.Value;
  },
  async verifiedNumbers() {
    const limits = await all(paginateDescribeAccountLimits({ client }, {}), (page) => page.AccountLimits);
    const found = limits.find(({ Name }) => Name === 'VERIFIED_DESTINATION_NUMBERS');
    return found && { used: found.Used ?? 0, most: found.Max ?? 0 };
  },
  async spendLimit(of) {
    const limits = await all(paginateDescribeSpendLimits({ client }, {}), ({ SpendLimits }) => SpendLimits);
    const found = limits.find(({ Name }) => Name === `${of}_MESSAGE_MONTHLY_SPEND_LIMIT`);
    return found && { enforced: found.EnforcedLimit ?? 0, highest: found.MaxLimit ?? 0 };
  },
  async senderIds() {
    const found = await all(paginateDescribeSenderIds({ client }, {}), ({ SenderIds }) => SenderIds);
    return found.map(({ SenderId = '', IsoCountryCode = '', Registered = false }) => ({
      senderId: SenderId,
      country: IsoCountryCode,
      registered: Registered,
    }));
  },
  async notifyConfiguration(id) {
    const pages = paginateDescribeNotifyConfigurations({ client }, { NotifyConfigurationIds: [id] });
    const [found] = await all(pages, ({ NotifyConfigurations }) => NotifyConfigurations);
    return (
      found && { status: found.Status ?? '', tier: found.Tier ?? '', countries: found.EnabledCountries ?? [] }
    );
  },
  async notifyCountries(tier) {
    const pages = paginateListNotifyCountries({ client }, { Channels: ['SMS'] });
    const countries = await all(pages, ({ NotifyCountries }) => NotifyCountries);
    return countries
      .filter((country) => country.SupportedTiers?.some((supported) => supported === tier))
      .filter(({ CustomerOwnedIdentityRequired }) => !CustomerOwnedIdentityRequired)
      .map(({ IsoCountryCode = '' }) => IsoCountryCode);
  },
});

const all = async <Page, Item>(
  pages: AsyncIterable<Page>,
  of: (page: Page) => Item[] | undefined,
): Promise<Item[]> => {
  const items: Item[] = [];
  for await (const page of pages) items.push(...(of(page) ?? []));
  return items;
};
