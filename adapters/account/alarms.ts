import { type CloudWatchClient, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { GetTopicAttributesCommand, type SNSClient } from '@aws-sdk/client-sns';

/** How many of a topic's subscriptions their owners have confirmed, and how many they have not yet. */
export type Subscriptions = { confirmed: number; pending: number };

export const subscriptionsOf = async (client: SNSClient, TopicArn: string): Promise<Subscriptions> => {
  const { Attributes = {} } = await client.send(new GetTopicAttributesCommand({ TopicArn }));
  return {
    confirmed: Number(Attributes.SubscriptionsConfirmed ?? 0),
    pending: Number(Attributes.SubscriptionsPending ?? 0),
  };
};

/** Sets an alarm off until CloudWatch evaluates it the next time (SetAlarmState). `reason` is in what its topic sends. */
export const triggerAlarm = async (
  client: CloudWatchClient,
  AlarmName: string,
  reason: string,
): Promise<void> => {
  await client.send(new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: reason }));
};
