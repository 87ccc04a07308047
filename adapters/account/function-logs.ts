import { type CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';

/** Whether a Lambda's log has a line that tells of a stream of the event log, not earlier than `since` (ms since 1970). */
export const findLogLines = async (
  client: CloudWatchLogsClient,
  logGroupName: string,
  stream: string,
  since: number,
): Promise<boolean> => {
  const request = { logGroupName, filterPattern: `{ $.stream = "${stream}" }`, startTime: since };
  // Pages may be empty while there are more.
  for await (const { events = [] } of paginateFilterLogEvents({ client }, request))
    if (events.length > 0) return true;
  return false;
};
