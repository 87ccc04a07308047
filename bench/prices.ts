/** US dollars for one of a thing, and the page that has your Region's. `assumed`: nobody looked it up for this table. */
export type Price = { dollars: number; page: string; assumed: boolean };

/** When these prices were written down, for us-east-1. */
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

/** What the counted requests are multiplied with. Free tiers are left out. */
export const PRICES = {
  /** The figure the event store was designed with. */
  writeUnit: { dollars: 0.625e-6, page: DYNAMODB, assumed: false },
  readUnit: assumed(0.125e-6, DYNAMODB),
  lambdaRequest: assumed(0.2e-6, LAMBDA),
  /** A GB-second on arm64. */
  lambdaGbSecond: assumed(13.3334e-6, LAMBDA),
  kmsRequest: assumed(3e-6, KMS),
  /** With an asymmetric key. */
  kmsSignature: assumed(15e-6, KMS),
  busEvent: assumed(1e-6, EVENTBRIDGE),
  /** A customer managed key for a month, before rotations. */
  kmsKey: assumed(1, KMS),
  /** A metric of standard resolution in an alarm, for a month. */
  alarmMetric: assumed(0.1, CLOUDWATCH),
  /** A metric of one's own for a month; charged by the hour in which it has data. */
  customMetric: assumed(0.3, CLOUDWATCH),
  dashboard: assumed(3, CLOUDWATCH),
  s3List: assumed(5e-6, S3),
  numberLookup: assumed(0.006, TEXTS),
  text: assumed(0.05, TEXTS),
  /** Connect's voice service for a minute; the telephone company's share comes on top and differs by country. */
  voiceMinute: assumed(0.018, CONNECT),
} satisfies Record<string, Price>;

/** Milliseconds one request takes, waiting included. Writes: the p50 of alexdebrie/dynamodb-performance-testing, 7.55 ms; the others are assumptions. */
export const MILLISECONDS = { read: 4, write: 7.55, kms: 10, sms: 150, bus: 15, own: 3 } as const;

/** As infra/ gives them. */
export const GIGABYTES = { line: 1, consumer: 0.5 } as const;
