import { z } from 'zod';
import type { AwsAccount } from './account.ts';

const SetAlarmState = z.strictObject({
  AlarmName: z.string().min(1).max(255),
  StateValue: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
  StateReason: z.string().max(1023),
});
const GetTopicAttributes = z.looseObject({
  TopicArn: z.string().regex(/^arn:aws:sns:[\w-]+:\d{12}:[\w-]+$/),
});

/** CloudWatch's SetAlarmState. */
export const cloudWatchOperations = ({ setOff }: AwsAccount) => ({
  SetAlarmState: (input: unknown) => {
    const { AlarmName: name, StateReason: reason } = SetAlarmState.parse(input);
    setOff.push({ name, reason });
    return {};
  },
});

/** SNS's GetTopicAttributes. */
export const snsOperations = ({ subscriptions }: AwsAccount) => ({
  GetTopicAttributes: (input: unknown) => {
    const { TopicArn } = GetTopicAttributes.parse(input);
    const { confirmed, pending } = subscriptions;
    return {
      Attributes: new Map([
        ['TopicArn', TopicArn],
        ['SubscriptionsConfirmed', String(confirmed)],
        ['SubscriptionsPending', String(pending)],
      ]),
    };
  },
});
