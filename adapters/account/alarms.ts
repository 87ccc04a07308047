import { type CloudWatchClient, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { GetTopicAttributesCommand, type SNSClient } from '@aws-sdk/client-sns';

/** The numbers of a topic's confirmed and pending subscriptions. */
export type Subscriptions = { confirmed: number; pending: number };

export const subscriptionsOf = async (client: SNSClient, TopicArn: string): Promise<Subscriptions> => {
  const { Attributes = {} } = await client.send(new GetTopicAttributesCommand({ TopicArn }));
  return {
    confirmed: Number(Attributes.SubscriptionsConfirmed ?? 0),
    pending: Number(Attributes.SubscriptionsPending ?? 0),
  };
};

/** Triggers an alarm until CloudWatch evaluates it again (SetAlarmState). The notification contains `reason`. */
export const triggerAlarm = async (
  client: CloudWatchClient,
  AlarmName: string,
  reason: string,
): Promise<void> => {
  await client.send(new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: reason }));
};
