import { Annotations, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnNotifyConfiguration, CfnResourcePolicy } from 'aws-cdk-lib/aws-smsvoice';
import { Construct } from 'constructs';
import type { Sms } from '../handlers/composition/context.ts';
import { allowedCountries } from './countries.ts';
import type { Deployment } from './deployment.ts';
import { configurationSet, protectConfiguration } from './end-user-messaging.ts';
import { pinpointIdentityArns } from './resources.ts';

/**
 * What texts need in the Region they are sent from. Answers with the notify configuration's id, when that is the provider.
 * @param key encrypts the log of what became of the texts
 */
export const messaging = (scope: Construct, line: Deployment, key: IKey): string | undefined => {
  const here = new Construct(scope, 'Messaging');
  const { sms } = line.config;
  if (sms.provider === 'end-user-messaging-notify') return notifyConfiguration(here, line, sms);
  if (sms.provider === 'pinpoint') return pinpoint(here, line);
  const { configurationSetName, protectConfigurationId, senderId } = sms;
  if (protectConfigurationId === undefined) configurationSet(here, line, configurationSetName, senderId, key);
  return undefined;
};

/** The one that is named, or one for PINs by text to the administrators' countries and no others. */
const notifyConfiguration = (
  here: Construct,
  line: Deployment,
  sms: Sms<'end-user-messaging-notify'>,
): string => {
  if (sms.configurationId !== undefined) return sms.configurationId;
  const made = new CfnNotifyConfiguration(here, 'Notify', {
    displayName: sms.displayName,
    useCase: 'CODE_VERIFICATION',
    enabledChannels: ['SMS'],
    enabledCountries: allowedCountries(line.config),
    defaultTemplateId: sms.templateId,
  });
  return made.attrNotifyConfigurationId;
};

/** The countries it may text, and the permission to send from the origination identity. A project cannot be made any more. */
const pinpoint = (here: Construct, line: Deployment): undefined => {
  const countries = protectConfiguration(here, line);
  // Once it is the account's own, all texts of the account stand under it, and it cannot be deleted.
  countries.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  new CfnOutput(Stack.of(here), 'ProtectConfigurationId', { value: countries.attrProtectConfigurationId });
  Annotations.of(here).addWarningV2(
    'emergency-line:pinpoint-countries',
    'Pinpoint obeys the default protect configuration of the account and no other: make it the one that the output ProtectConfigurationId names (docs/deploy.md).',
  );
  pinpointIdentityArns(line).forEach((arn, index) => {
    new CfnResourcePolicy(here, `PinpointMaySend${index + 1}`, {
      resourceArn: arn,
      policyDocument: pinpointMaySend(arn, line.names.account),
    });
  });
};

/**
 * Pinpoint may send from an origination identity made since 24 September 2024 only when the identity's own policy says so.
 * AWS's pages give Pinpoint both service names, and do not say whether it tells whose account it sends for: so both names
 * are here, and a request that does tell has to be this account's.
 * @see https://docs.aws.amazon.com/sms-voice/latest/userguide/shared-resources.html
 */
const pinpointMaySend = (arn: string, account: string) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'PinpointSendsPins',
      Effect: 'Allow',
      Principal: { Service: ['mobiletargeting.amazonaws.com', 'pinpoint.amazonaws.com'] },
      Action: 'sms-voice:SendTextMessage',
      Resource: arn,
      Condition: { StringEqualsIfExists: { 'aws:SourceAccount': account } },
    },
  ],
});
