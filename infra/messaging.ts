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
 * Creates what texts need in the Region they are sent from. Returns the notify configuration's id, if Notify is the provider.
 * @param key encrypts the log of delivery events
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

/** The configured notify configuration, or a new one for PINs by text to the administrators' countries only. */
const notifyConfiguration = (
  here: Construct,
  line: Deployment,
  sms: Sms<'end-user-messaging-notify'>,
): string => {
  if (sms.configurationId !== undefined) return sms.configurationId;
  const created = new CfnNotifyConfiguration(here, 'Notify', {
    displayName: sms.displayName,
    useCase: 'CODE_VERIFICATION',
    enabledChannels: ['SMS'],
    enabledCountries: allowedCountries(line.config),
    defaultTemplateId: sms.templateId,
  });
  return created.attrNotifyConfigurationId;
};

/** The allowed countries, and the permission to send from the origination identity. AWS allows no new projects. */
const pinpoint = (here: Construct, line: Deployment): undefined => {
  const countries = protectConfiguration(here, line);
  // As the account default it applies to all texts of the account, and cannot be deleted.
  countries.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  new CfnOutput(Stack.of(here), 'ProtectConfigurationId', { value: countries.attrProtectConfigurationId });
  Annotations.of(here).addWarningV2(
    'emergency-line:pinpoint-countries',
    'Pinpoint uses the account’s default protect configuration only: make the one in the output ProtectConfigurationId the default (docs/deploy.md).',
  );
  pinpointIdentityArns(line).forEach((arn, index) => {
    new CfnResourcePolicy(here, `PinpointMaySend${index + 1}`, {
      resourceArn: arn,
      policyDocument: pinpointMaySend(arn, line.names.account),
    });
  });
};

/**
 * The resource policy that lets Pinpoint send from an origination identity created since 24 September 2024. AWS documents
 * both service names for Pinpoint, and does not say whether its requests carry the source account: so both are allowed, and
 * a request that carries an account must carry this one.
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
