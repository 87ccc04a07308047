import type { LambdaName } from '../flows/index.ts';

/** Resource names of the local line, by the environment variables of a deployment. */
export const LOCAL_NAMES = {
  EVENTS_TABLE: 'Events',
  BOARD_TABLE: 'EmergencyBoard',
  DIRECTORY_TABLE: 'AdminDirectory',
  SUBJECT_KEYS_TABLE: 'SubjectKeys',
  SEND_BUDGET_TABLE: 'SendBudget',
  EVENT_BUS: 'emergency-line',
  PIN_KEY: 'alias/emergency-line-pin',
  NUMBER_KEY: 'alias/emergency-line-number',
  SUBJECT_KEY: 'alias/emergency-line-subject',
  NOTIFY_CONFIGURATION: 'notify-local',
  LOG_KEY: 'alias/emergency-line-log',
  AWS_REGION: 'ap-southeast-1',
} as const;

/** Points every AWS call of the local line to this machine. */
export const localEndpoints = (dynamodb: string, fakeAws: string) => ({
  LOCAL_LINE: 'true',
  AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
  AWS_ENDPOINT_URL_KMS: fakeAws,
  AWS_ENDPOINT_URL_EVENTBRIDGE: fakeAws,
  AWS_ENDPOINT_URL_PINPOINT: fakeAws,
  AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: fakeAws,
});

/** Credentials for clients that connect only to this machine. */
export const LOCAL_CREDENTIALS = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' } as const;

export const lambdaArn = (name: LambdaName) => `arn:aws:lambda:ap-southeast-1:111122223333:function:${name}`;
