import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { afterEach, describe, expect, it } from 'vitest';
import { trailsHere } from '../../adapters/account/trails.ts';
import { checkTrail } from '../../cli/deployment/check-trail.ts';
import { type AwsTrail, emptyAccount } from '../kit/aws-account/account.ts';
import { startAwsAccount } from '../kit/aws-account/start.ts';
import { clientOf } from './with-edge.ts';

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});

/** What the doctor finds in an account with these trails. */
const found = async (...trails: Partial<AwsTrail>[]) => {
  const arn = 'arn:aws:cloudtrail:us-east-1:444455556666:trail/org';
  const given = trails.map((one, index) => ({
    arn: `${arn}-${index}`,
    isLogging: true,
    selectors: {},
    ...one,
  }));
  const account = await startAwsAccount({ ...emptyAccount(), trails: given }, () => {});
  running.push(account);
  return checkTrail(await trailsHere(new CloudTrailClient(clientOf(account.endpoint))));
};

const basic = (selector: object): Partial<AwsTrail> => ({ selectors: { EventSelectors: [selector] } });
const advanced = (...selectors: object[][]): Partial<AwsTrail> => ({
  selectors: { AdvancedEventSelectors: selectors.map((FieldSelectors) => ({ FieldSelectors })) },
});
const ALL = { IncludeManagementEvents: true, ReadWriteType: 'All' };
const MANAGEMENT = { Field: 'eventCategory', Equals: ['Management'] };

describe('log-guard receives events from a trail', () => {
  it.each<[string, Partial<AwsTrail>[]]>([
    ['of all management events', [basic(ALL)]],
    [
      'that excludes the RDS Data API',
      [basic({ ...ALL, ExcludeManagementEventSources: ['rdsdata.amazonaws.com'] })],
    ],
    ['with an advanced selector of management events', [advanced([MANAGEMENT])]],
    [
      'whose advanced selectors are one of reads and one of writes',
      [
        advanced(
          [MANAGEMENT, { Field: 'readOnly', Equals: ['true'] }],
          [MANAGEMENT, { Field: 'readOnly', Equals: ['false'] }],
        ),
      ],
    ],
    ['next to a stopped one', [{ ...basic(ALL), isLogging: false }, basic(ALL)]],
  ])('%s', async (_, trails) => {
    expect(await found(...trails)).toMatchObject({ name: 'CloudTrail', ok: true });
  });
});

describe('log-guard receives no events', () => {
  it.each<[string, Partial<AwsTrail>[], RegExp]>([
    ['without a trail', [], /there is no trail/],
    ['with a stopped trail', [{ ...basic(ALL), isLogging: false }], /\(stopped\)/],
    [
      'with a trail that excludes KMS',
      [basic({ ...ALL, ExcludeManagementEventSources: ['kms.amazonaws.com'] })],
      /no reads, no writes/,
    ],
    ['with a trail of writes only', [basic({ ...ALL, ReadWriteType: 'WriteOnly' })], /no reads/],
    [
      'with a trail of data events only',
      [basic({ ...ALL, IncludeManagementEvents: false })],
      /no reads, no writes/,
    ],
    [
      'with advanced selectors that exclude KMS',
      [advanced([MANAGEMENT, { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }])],
      /no reads, no writes/,
    ],
    [
      'with advanced selectors of single operations',
      [advanced([MANAGEMENT, { Field: 'eventName', Equals: ['Sign'] }])],
      /no reads/,
    ],
  ])('%s', async (_, trails, says) => {
    expect(await found(...trails)).toMatchObject({ ok: false, message: expect.stringMatching(says) });
  });
});
