import type { AwsAccount } from './account.ts';

const ARN = 'arn:aws:sms-voice:ap-southeast-1:111122223333';

/** End User Messaging's describe calls, with pages of one item. */
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
      {
        NotifyConfigurationArn: `${ARN}:notify-configuration/notify-local`,
        NotifyConfigurationId: 'notify-local',
        DisplayName: 'Emergency',
        UseCase: 'CODE_VERIFICATION',
        EnabledChannels: ['SMS'],
        EnabledCountries: ['SG'],
        Status: 'ACTIVE',
        Tier: 'BASIC',
        TierUpgradeStatus: 'BASIC',
        DeletionProtectionEnabled: false,
        CreatedTimestamp: 1_790_000_000,
      },
    ],
  }),
  ListNotifyCountries: () => ({
    NotifyCountries: [
      {
        IsoCountryCode: 'SG',
        CountryName: 'Singapore',
        SupportedChannels: ['SMS'],
        SupportedUseCases: ['CODE_VERIFICATION'],
        SupportedTiers: ['BASIC', 'ADVANCED'],
        CustomerOwnedIdentityRequired: false,
      },
    ],
  }),
  DescribeSenderIds: (input: unknown) => {
    const { NextToken = '0' } = input as { NextToken?: string };
    const at = Number(NextToken);
    return {
      SenderIds: texts.senderIds.slice(at, at + 1).map((one) => ({
        ...one,
        SenderIdArn: `${ARN}:sender-id/${one.SenderId}/${one.IsoCountryCode}`,
        MessageTypes: ['TRANSACTIONAL'],
        MonthlyLeasingPrice: '0.00',
        DeletionProtectionEnabled: false,
      })),
      ...(at + 1 < texts.senderIds.length ? { NextToken: String(at + 1) } : {}),
    };
  },
});
