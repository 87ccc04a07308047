import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SNSClient } from '@aws-sdk/client-sns';
import { subscriptionsOf, triggerAlarm } from '../../adapters/account/alarms.ts';
import type { Account } from './account.ts';
import { expectThat, type Finding, notChecked } from './findings.ts';
import type { Plan } from './plan.ts';

/** `emergency doctor --ring`: triggers the test alarm. Only its recipients can confirm that the message arrived. */
export const checkRing = async ({ names }: Plan, { stacks, principal }: Account): Promise<Finding[]> => {
  const { region, testAlarm } = names;
  const topic = (await stacks.resources(names.stack)).find(
    ({ type, logicalId }) => type === 'AWS::SNS::Topic' && logicalId.startsWith('TopicsAlarms'),
  );
  const subscriptions = await subscriptionsOf(new SNSClient({ region }), topic?.physicalId ?? '');
  const { confirmed, pending } = subscriptions;
  const counts = `${confirmed} confirmed, ${pending} pending`;
  const reason = `A test by emergency doctor --ring, run by ${principal.arn}. Nothing is wrong.`;
  await triggerAlarm(new CloudWatchClient({ region }), testAlarm, reason);
  return [
    expectThat(
      'alarms, subscriptions',
      confirmed > 0,
      counts,
      counts,
      'name recipients in deployment.alarms and run: emergency deploy; each confirms the e-mail from SNS',
    ),
    notChecked(
      'alarms, test',
      `${testAlarm} was triggered; it returns to OK at its next evaluation, within a minute or two, and sends that as well`,
      'ask each recipient in deployment.alarms whether both messages arrived',
    ),
  ];
};
