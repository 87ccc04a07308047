import type { Target } from '../../infra/grant.ts';
import type { AccountCall } from '../kit/aws-account/with-account.ts';
import type { AwsCall } from './recorder.ts';

/** The IAM action and grant target of each call of the doctor; null if it needs no permission. */
const IAM: Record<string, [string, Target] | null> = {
  'sts GetCallerIdentity': null,
  'cloudformation DescribeStacks': ['cloudformation:DescribeStacks', 'stack'],
  'cloudformation ListStackResources': ['cloudformation:ListStackResources', 'stack'],
  'lambda GetAccountSettings': ['lambda:GetAccountSettings', 'account'],
  'monitoring SetAlarmState': ['cloudwatch:SetAlarmState', 'testAlarm'],
  'sns GetTopicAttributes': ['sns:GetTopicAttributes', 'alarmTopic'],
  'lambda GetPolicy': ['lambda:GetPolicy', 'calledFunctions'],
  'connect ListContactFlows': ['connect:ListContactFlows', 'flows'],
  'connect DescribeContactFlow': ['connect:DescribeContactFlow', 'flows'],
  'connect ListPhoneNumbersV2': ['connect:ListPhoneNumbersV2', 'claimedNumbers'],
  'connect ListFlowAssociations': ['connect:ListFlowAssociations', 'instances'],
  'end-user-messaging DescribeAccountAttributes': ['sms-voice:DescribeAccountAttributes', 'textAccount'],
  'end-user-messaging DescribeAccountLimits': ['sms-voice:DescribeAccountLimits', 'textAccount'],
  'end-user-messaging DescribeSpendLimits': ['sms-voice:DescribeSpendLimits', 'textAccount'],
  'end-user-messaging DescribeSenderIds': ['sms-voice:DescribeSenderIds', 'textAccount'],
  'end-user-messaging DescribeNotifyConfigurations': [
    'sms-voice:DescribeNotifyConfigurations',
    'textAccount',
  ],
  'end-user-messaging ListNotifyCountries': ['sms-voice:ListNotifyCountries', 'textAccount'],
  'end-user-messaging SendNotifyTextMessage': ['sms-voice:SendNotifyTextMessage', 'notifyTexts'],
  'end-user-messaging SendTextMessage': ['sms-voice:SendTextMessage', 'texts'],
  'cloudtrail DescribeTrails': ['cloudtrail:DescribeTrails', 'trailList'],
  'cloudtrail GetTrailStatus': ['cloudtrail:GetTrailStatus', 'trails'],
  'cloudtrail GetEventSelectors': ['cloudtrail:GetEventSelectors', 'trails'],
  'logs FilterLogEvents': ['logs:FilterLogEvents', 'readerLogs'],
};

/** The calls as IAM would see them. */
export const accountCalls = (calls: readonly AccountCall[]): AwsCall[] =>
  calls.flatMap(({ service, operation }) => {
    const known = IAM[`${service} ${operation}`];
    if (known === undefined) throw new Error(`no IAM action is known for ${service} ${operation}`);
    return known === null ? [] : { action: known[0], target: known[1], streams: [] };
  });
