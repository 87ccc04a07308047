import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';

/** Whether a Lambda's log has a line that tells of a stream of the event log, not earlier than `since` (ms since 1970). */
export const tellsOf = async (
  client: CloudWatchLogsClient,
  logGroupName: string,
  stream: string,
  since: number,
): Promise<boolean> => {
  let nextToken: string | undefined;
  do {
    const request = {
      logGroupName,
      filterPattern: `{ $.stream = "${stream}" }`,
      startTime: since,
      nextToken,
    };
    const page = await client.send(new FilterLogEventsCommand(request));
    if ((page.events ?? []).length > 0) return true;
    // Pages may be empty while there are more.
    nextToken = page.nextToken;
  } while (nextToken);
  return false;
};
