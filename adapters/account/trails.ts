import {
  type AdvancedEventSelector,
  type CloudTrailClient,
  DescribeTrailsCommand,
  type EventSelector,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';

/** A trail, and whether it records the read and write events of KMS's management API. */
export type Trail = { arn: string; isLogging: boolean; reads: boolean; writes: boolean };

const KMS = 'kms.amazonaws.com';

/** The trails that record this Region's events, including the organization's and those of other home Regions. */
export const trailsHere = async (client: CloudTrailClient): Promise<Trail[]> => {
  const { trailList = [] } = await client.send(new DescribeTrailsCommand({ includeShadowTrails: true }));
  return Promise.all(
    trailList.map(async ({ TrailARN: arn = '' }) => {
      const { IsLogging: isLogging = false } = await client.send(new GetTrailStatusCommand({ Name: arn }));
      const selectors = await client.send(new GetEventSelectorsCommand({ TrailName: arn }));
      const recorded = [
        ...(selectors.EventSelectors ?? []).map(ofBasic),
        ...(selectors.AdvancedEventSelectors ?? []).map(ofAdvanced),
      ];
      const reads = recorded.some((one) => one.reads);
      return { arn, isLogging, reads, writes: recorded.some((one) => one.writes) };
    }),
  );
};

type Recorded = Pick<Trail, 'reads' | 'writes'>;
const NEITHER: Recorded = { reads: false, writes: false };

const ofBasic = ({
  IncludeManagementEvents,
  ReadWriteType,
  ExcludeManagementEventSources = [],
}: EventSelector): Recorded =>
  IncludeManagementEvents && !ExcludeManagementEventSources.includes(KMS)
    ? { reads: ReadWriteType !== 'WriteOnly', writes: ReadWriteType !== 'ReadOnly' }
    : NEITHER;

/** A selector counts only when it filters by nothing but `readOnly` and the exclusion of services other than KMS. */
const ofAdvanced = ({ FieldSelectors = [] }: AdvancedEventSelector): Recorded => {
  const by = new Map(FieldSelectors.map((one) => [one.Field, one]));
  const isManagement = by.get('eventCategory')?.Equals?.includes('Management') ?? false;
  const others = FieldSelectors.filter(({ Field = '' }) => !['eventCategory', 'readOnly'].includes(Field));
  const isWide = others.every(
    ({ Field, NotEquals, ...rest }) =>
      Field === 'eventSource' &&
      NotEquals !== undefined &&
      !NotEquals.includes(KMS) &&
      Object.values(rest).every((value) => value === undefined),
  );
  if (!isManagement || !isWide) return NEITHER;
  const readOnly = by.get('readOnly')?.Equals;
  return {
    reads: readOnly?.includes('true') ?? true,
    writes: readOnly?.includes('false') ?? true,
  };
};
