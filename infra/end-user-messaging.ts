import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnConfigurationSet, CfnProtectConfiguration } from 'aws-cdk-lib/aws-smsvoice';
import type { Construct } from 'constructs';
import { allowedCountries, SMS_COUNTRIES } from './countries.ts';
import type { Deployment } from './deployment.ts';
import { logGroup } from './log-group.ts';
import { roleWithPolicy } from './role.ts';

/** A new protect configuration allows every country, so all others than the administrators' are blocked by name. */
export const protectConfiguration = (here: Construct, { config }: Deployment): CfnProtectConfiguration => {
  const allowed = allowedCountries(config);
  const sms = SMS_COUNTRIES.map((countryCode) => ({
    countryCode,
    protectStatus: allowed.includes(countryCode) ? 'ALLOW' : 'BLOCK',
  }));
  return new CfnProtectConfiguration(here, 'ProtectConfiguration', { countryRuleSet: { sms } });
};

/** Days of delivery events, which hold full numbers that no key of a person encrypts: they outlive an erasure by this. */
const DELIVERY_LOG_DAYS = 1;

/** The configuration set of PINs: its countries, and a log group of delivery events. */
export const configurationSet = (
  here: Construct,
  line: Deployment,
  configurationSetName: string,
  senderId: string,
  key: IKey,
): LogGroup => {
  const { names, config } = line;
  const logs = logGroup(here, config, names.textsLogGroup, key, DELIVERY_LOG_DAYS);
  const { role, policy } = roleWithPolicy(here, names, 'Texts', writer(line, configurationSetName), [
    new PolicyStatement({
      sid: 'WritesDeliveryEvents',
      actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      resources: [logs.logGroupArn],
    }),
  ]);
  const set = new CfnConfigurationSet(here, 'ConfigurationSet', {
    configurationSetName,
    defaultSenderId: senderId,
    messageFeedbackEnabled: true,
    protectConfigurationId: protectConfiguration(here, line).attrProtectConfigurationId,
    eventDestinations: [
      {
        eventDestinationName: 'log',
        enabled: true,
        matchingEventTypes: ['TEXT_ALL'],
        cloudWatchLogsDestination: { iamRoleArn: role.roleArn, logGroupArn: logs.logGroupArn },
      },
    ],
  });
  set.node.addDependency(policy);
  return logs;
};

/** The service, on behalf of this account's configuration set only. */
const writer = ({ names }: Deployment, set: string) =>
  new ServicePrincipal('sms-voice.amazonaws.com', {
    conditions: {
      StringEquals: { 'aws:SourceAccount': names.account },
      ArnEquals: {
        'aws:SourceArn': names.arn('sms-voice', `configuration-set/${set}`, names.textsRegion),
      },
    },
  });
