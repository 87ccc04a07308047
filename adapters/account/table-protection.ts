import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';

/** A table's protection from loss. `recovery`: point-in-time recovery. `stream`: its view type; null without a stream. */
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
