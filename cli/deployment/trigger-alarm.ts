import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SNSClient } from '@aws-sdk/client-sns';
import { subscriptionsOf, triggerAlarm } from '../../adapters/account/alarms.ts';
import type { Account } from './account.ts';
import { checkRing } from './check-ring.ts';
import type { Finding } from './findings.ts';
import type { Plan } from './plan.ts';

/** `emergency doctor --ring`, on the deployment's own alarm and topic. */
export const setOffAlarm = async ({ names }: Plan, { stacks, who }: Account): Promise<Finding[]> => {
  const { region } = names.place;
  const topic = (await stacks.resources(names.stack)).find(
    ({ type, logicalId }) => type === 'AWS::SNS::Topic' && logicalId.startsWith('TopicsAlarms'),
  );
  const ports = {
    subscriptions: () => subscriptionsOf(new SNSClient({ region }), topic?.physicalId ?? ''),
    setOff: (name: string, reason: string) => triggerAlarm(new CloudWatchClient({ region }), name, reason),
  };
  return checkRing(names.testAlarm, ports, who.arn);
};
