import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';

/** What keeps a table from being lost. `stream`: what its stream shows of each change, or null without one. */
export type TableProtection = { recovery: boolean; deletionProtection: boolean; stream: string | null };

export const tableProtection = async (
  client: DynamoDBClient,
  TableName: string,
): Promise<TableProtection> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const backups = await client.send(new DescribeContinuousBackupsCommand({ TableName }));
  const recovery = backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
  const stream = Table?.StreamSpecification;
  return {
    recovery: recovery?.PointInTimeRecoveryStatus === 'ENABLED',
    deletionProtection: Table?.DeletionProtectionEnabled === true,
    stream: stream?.StreamEnabled === true ? (stream.StreamViewType ?? null) : null,
  };
};
