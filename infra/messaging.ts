import { Annotations, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnApp, CfnSMSChannel } from 'aws-cdk-lib/aws-pinpoint';
import { Construct } from 'constructs';
import type { Sms } from '../handlers/wires.ts';
import { blockedCountries, configurationSet } from './end-user-messaging.ts';
import type { Line } from './line.ts';

/**
 * What texts need in the Region they are sent from. Answers with the Pinpoint project's id, when that is the provider.
 * @param key encrypts the log of what became of the texts
 */
export const messaging = (scope: Construct, line: Line, key: IKey): string | undefined => {
  const here = new Construct(scope, 'Messaging');
  const { sms } = line.config;
  if (sms.provider === 'pinpoint') return pinpoint(here, line, sms);
  const { configurationSetName, protectConfigurationId, senderId } = sms;
  if (protectConfigurationId === undefined) configurationSet(here, line, configurationSetName, senderId, key);
  return undefined;
};

/** The project given, or one made with its SMS channel. Of Pinpoint's other resources none outlives 30 October 2026. */
const pinpoint = (here: Construct, line: Line, sms: Sms<'pinpoint'>): string => {
  const output = (id: string, value: string) => new CfnOutput(Stack.of(here), id, { value });
  const countries = blockedCountries(here, line);
  // Once it is the account's own, all texts of the account stand under it, and it cannot be deleted.
  countries.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  output('CountriesToBlock', countries.attrProtectConfigurationId);
  Annotations.of(here).addWarningV2(
    'emergency-line:pinpoint-countries',
    'Pinpoint obeys the default protect configuration of the account and no other: make it the one that the output CountriesToBlock names (docs/deploy.md).',
  );
  if (sms.applicationId !== undefined) return sms.applicationId;
  const project = new CfnApp(here, 'Project', { name: sms.projectName });
  new CfnSMSChannel(here, 'Channel', { applicationId: project.ref, enabled: true, senderId: sms.senderId });
  output('PinpointProject', project.ref);
  return project.ref;
};
