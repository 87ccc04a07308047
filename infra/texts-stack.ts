import { type App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Deployment } from './deployment.ts';
import { logGroupsMayUse } from './keys.ts';
import { messaging } from './messaging.ts';

/** The resources of texts, in the Region they are sent from, if that is not the line's. */
export const textsStack = (app: App, line: Deployment): Stack => {
  const { config, names } = line;
  const { account, textsRegion: region } = names;
  const stack = new Stack(app, names.textsStack, {
    stackName: names.textsStack,
    env: { region, account },
    description: `${config.name}: resources for sending texts`,
    terminationProtection: true,
  });
  const key = new Key(stack, 'Key', {
    description: `${names.stack}: the log of delivery events`,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  key.addToResourcePolicy(logGroupsMayUse(names, region));
  messaging(stack, line, key);
  return stack;
};
