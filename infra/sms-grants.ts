import type { Config } from '../domain/config/config.ts';
import { type Grant, grant } from './grant.ts';

/** `account`: for the doctor's check of the account's SMS settings. */
type SmsGrants = Record<'send' | 'lookup' | 'feedback' | 'dryRun' | 'account', Grant[]>;

const account = (may: string) => [
  grant('textAccount', may, 'whether a text would arrive: sandbox, limits, senders, countries'),
];
const ACCOUNT =
  'sms-voice:DescribeAccountAttributes sms-voice:DescribeAccountLimits sms-voice:DescribeSpendLimits sms-voice:DescribeSenderIds';
const NOTIFY =
  'sms-voice:DescribeSpendLimits sms-voice:DescribeNotifyConfigurations sms-voice:ListNotifyCountries';
const LOOKUP = [grant('numberLookup', 'sms-voice:CarrierLookup', 'mobile or not')];
const FEEDBACK = [grant('textFeedback', 'sms-voice:PutMessageFeedback', 'reports that the text arrived')];

/** The grants that texts need, by provider. */
export const smsGrants = ({ sms }: Config): SmsGrants => GRANTS[sms.provider];

const GRANTS: Record<Config['sms']['provider'], SmsGrants> = {
  pinpoint: {
    send: [grant('pinpointTexts', 'mobiletargeting:SendMessages', 'texts the PIN')],
    lookup: [grant('pinpointLookup', 'mobiletargeting:PhoneNumberValidate', 'mobile or not')],
    feedback: [],
    dryRun: [],
    account: account(ACCOUNT),
  },
  'end-user-messaging': {
    send: [grant('texts', 'sms-voice:SendTextMessage', 'texts the PIN')],
    lookup: LOOKUP,
    feedback: FEEDBACK,
    dryRun: [
      grant('texts', 'sms-voice:SendTextMessage', 'a dry run, which IAM cannot distinguish from a text'),
    ],
    account: account(ACCOUNT),
  },
  'end-user-messaging-notify': {
    send: [grant('notifyTexts', 'sms-voice:SendNotifyTextMessage', 'texts the PIN')],
    lookup: LOOKUP,
    feedback: FEEDBACK,
    dryRun: [
      grant(
        'notifyTexts',
        'sms-voice:SendNotifyTextMessage',
        'a dry run, which IAM cannot distinguish from a text',
      ),
    ],
    account: account(NOTIFY),
  },
};
