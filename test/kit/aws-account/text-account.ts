import type { AwsAccount } from './account.ts';

/** What End User Messaging describes of an account's texts, a page of one at a time. */
export const textAccountOperations = ({ texts }: AwsAccount) => ({
  DescribeAccountAttributes: () => ({
    AccountAttributes: [
      { Name: 'DEFAULT_PROTECT_CONFIGURATION_ID', Value: 'protect-1' },
      { Name: 'ACCOUNT_TIER', Value: texts.tier },
    ],
  }),
  DescribeAccountLimits: () => ({
    AccountLimits: [{ Name: 'VERIFIED_DESTINATION_NUMBERS', Used: 2, Max: 10 }],
  }),
  DescribeSpendLimits: () => ({
    SpendLimits: ['TEXT', 'NOTIFY'].map((of) => ({
      Name: `${of}_MESSAGE_MONTHLY_SPEND_LIMIT`,
      EnforcedLimit: texts.limit,
      MaxLimit: texts.limit,
      Overridden: false,
    })),
  }),
  DescribeNotifyConfigurations: () => ({
    NotifyConfigurations: [
      { NotifyConfigurationId: 'notify-local', Status: 'ACTIVE', Tier: 'BASIC', EnabledCountries: ['SG'] },
    ],
  }),
  ListNotifyCountries: () => ({
    NotifyCountries: [
      { IsoCountryCode: 'SG', SupportedTiers: ['BASIC', 'ADVANCED'], CustomerOwnedIdentityRequired: false },
    ],
  }),
  DescribeSenderIds: (input: unknown) => {
    const { NextToken = '0' } = input as { NextToken?: string };
    const at = Number(NextToken);
    return {
      SenderIds: texts.senderIds.slice(at, at + 1),
      ...(at + 1 < texts.senderIds.length ? { NextToken: String(at + 1) } : {}),
    };
  },
});
