import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CustomDataIdentifier, DataProtectionPolicy, LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Config } from '../domain/config/config.ts';

/** A number in E.164. The service accepts no parentheses here, and at most 200 characters. */
const NUMBER = String.raw`\+[1-9][0-9]{6,14}`;

/**
 * An encrypted log group. It masks telephone numbers as a safeguard: our loggers write none.
 * @param retention days; by default the configured ones
 */
export const logGroup = (
  scope: Construct,
  config: Config,
  logGroupName: string,
  encryptionKey: IKey,
  retention = config.deployment.logRetentionDays,
): LogGroup =>
  new LogGroup(scope, 'Logs', {
    logGroupName,
    encryptionKey,
    retention,
    dataProtectionPolicy: new DataProtectionPolicy({
      identifiers: [new CustomDataIdentifier('TelephoneNumber', NUMBER)],
    }),
    removalPolicy: RemovalPolicy.DESTROY,
  });
