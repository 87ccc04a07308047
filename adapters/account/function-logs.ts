import { type CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';

/** Whether a Lambda's log has a line about an event stream since a time (milliseconds since 1970). */
export const findLogLines = async (
  client: CloudWatchLogsClient,
  logGroupName: string,
  stream: string,
  since: number,
): Promise<boolean> => {
  const request = { logGroupName, filterPattern: `{ $.stream = "${stream}" }`, startTime: since };
  // A page may be empty although more follow.
  for await (const { events = [] } of paginateFilterLogEvents({ client }, request))
    if (events.length > 0) return true;
  return false;
};
