import type { Config } from '../domain/config.ts';
import { grant } from './grant.ts';
import type { Grant } from './grants.ts';

type SmsGrants = Record<'send' | 'lookup' | 'feedback' | 'dryRun', Grant[]>;

/** What texts take, by their provider. */
export const smsGrants = ({ sms }: Config): SmsGrants =>
  sms.provider === 'pinpoint'
    ? {
        send: [grant('pinpointTexts', 'mobiletargeting:SendMessages', 'texts the PIN')],
        lookup: [grant('pinpointLookup', 'mobiletargeting:PhoneNumberValidate', 'mobile or not')],
        feedback: [],
        dryRun: [],
      }
    : {
        send: [grant('texts', 'sms-voice:SendTextMessage', 'texts the PIN')],
        lookup: [grant('numberLookup', 'sms-voice:CarrierLookup', 'mobile or not')],
        feedback: [grant('textFeedback', 'sms-voice:PutMessageFeedback', 'tells that the text arrived')],
        dryRun: [grant('texts', 'sms-voice:SendTextMessage', 'a dry run, which IAM cannot tell from a text')],
      };
