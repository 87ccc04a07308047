/** US dollars for one of a thing, and where the figure is from. `assumed`: nobody looked it up for this table; put in your Region's. */
export type Price = { dollars: number; source: string; assumed: boolean };

const assumed = (dollars: number): Price => ({
  dollars,
  source: 'assumption: us-east-1 list price as remembered; not looked up',
  assumed: true,
});

/** What the counted requests are multiplied with. Free tiers are left out. */
export const PRICES = {
  writeUnit: {
    dollars: 0.625e-6,
    source:
      'DynamoDB on-demand write request unit, $0.625 a million (us-east-1, as the event store was designed with, November 2026)',
    assumed: false,
  },
  readUnit: assumed(0.125e-6),
  lambdaRequest: assumed(0.2e-6),
  /** A GB-second on arm64. */
  lambdaGbSecond: assumed(13.3334e-6),
  kmsRequest: assumed(3e-6),
  busEvent: assumed(1e-6),
  numberLookup: assumed(0.006),
  text: assumed(0.05),
  /** Connect's voice service for a minute; the telephone company's share comes on top and differs by country. */
  voiceMinute: assumed(0.018),
} satisfies Record<string, Price>;

/** Milliseconds one request takes, waiting included. Writes: the p50 of alexdebrie/dynamodb-performance-testing, 7.55 ms; the others are assumptions. */
export const MILLISECONDS = { read: 4, write: 7.55, kms: 10, sms: 150, bus: 15, own: 3 } as const;

/** As infra/ gives them. */
export const GIGABYTES = { line: 1, consumer: 0.5 } as const;

/** How long a call is, in minutes: assumptions. */
export const MINUTES = { customer: 0.5, admin: 1.5 } as const;
