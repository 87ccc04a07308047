/** A unit price in US dollars and the page that lists it by Region. `assumed`: from memory, not from that page. */
export type Price = { dollars: number; page: string; assumed: boolean };

/** The date of these prices, for us-east-1. */
export const PRICED_ON = '2026-11-22';

const assumed = (dollars: number, page: string): Price => ({ dollars, page, assumed: true });

const DYNAMODB = 'https://aws.amazon.com/dynamodb/pricing/on-demand/';
const LAMBDA = 'https://aws.amazon.com/lambda/pricing/';
const KMS = 'https://aws.amazon.com/kms/pricing/';
const EVENTBRIDGE = 'https://aws.amazon.com/eventbridge/pricing/';
const CLOUDWATCH = 'https://aws.amazon.com/cloudwatch/pricing/';
const S3 = 'https://aws.amazon.com/s3/pricing/';
const TEXTS = 'https://aws.amazon.com/end-user-messaging/pricing/';
const CONNECT = 'https://aws.amazon.com/connect/pricing/';

/** Unit prices, without free tiers. */
export const PRICES = {
  /** The price the event store was designed with. */
  writeUnit: { dollars: 0.625e-6, page: DYNAMODB, assumed: false },
  readUnit: assumed(0.125e-6, DYNAMODB),
  lambdaRequest: assumed(0.2e-6, LAMBDA),
  /** A GB-second on arm64. */
  lambdaGbSecond: assumed(13.3334e-6, LAMBDA),
  kmsRequest: assumed(3e-6, KMS),
  /** With an asymmetric key. */
  kmsSignature: assumed(15e-6, KMS),
  busEvent: assumed(1e-6, EVENTBRIDGE),
  /** One customer managed key for a month, before rotations. */
  kmsKey: assumed(1, KMS),
  /** One standard-resolution metric in an alarm, for a month. */
  alarmMetric: assumed(0.1, CLOUDWATCH),
  /** One custom metric for a month; billed for the hours in which it has data. */
  customMetric: assumed(0.3, CLOUDWATCH),
  dashboard: assumed(3, CLOUDWATCH),
  s3List: assumed(5e-6, S3),
  numberLookup: assumed(0.006, TEXTS),
  text: assumed(0.05, TEXTS),
  /** One minute of Connect's voice service; telephony is billed in addition and differs by country. */
  voiceMinute: assumed(0.018, CONNECT),
} satisfies Record<string, Price>;

/** Milliseconds per request as the caller waits. Writes: the p50 of alexdebrie/dynamodb-performance-testing; the others are assumptions. */
export const MILLISECONDS = { read: 4, write: 7.55, kms: 10, sms: 150, bus: 15, own: 3 } as const;

/** Memory of the functions, as in infra/. */
export const GIGABYTES = { line: 1, consumer: 0.5 } as const;
