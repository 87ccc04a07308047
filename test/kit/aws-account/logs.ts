import { z } from 'zod';
import type { AwsAccount } from './account.ts';

/** The CloudWatch filter pattern that compares a field of a JSON line with a text. */
const pattern = z
  .string()
  .regex(/^\{ \$\.\w+ = "[^"]*" \}$/, 'known are filter patterns of the form { $.field = "text" } only');

const FilterLogEvents = z.strictObject({
  logGroupName: z.string().min(1).max(512),
  filterPattern: pattern,
  startTime: z.int().min(0).optional(),
  nextToken: z.string().optional(),
});

/** CloudWatch Logs' FilterLogEvents. */
export const logsOperations = (account: AwsAccount) => ({
  FilterLogEvents: (input: unknown) => {
    const { logGroupName, filterPattern } = FilterLogEvents.parse(input);
    const [, field = '', wanted] = /\$\.(\w+) = "([^"]*)"/.exec(filterPattern) ?? [];
    const events = account
      .logLines(logGroupName)
      .filter((line) => (JSON.parse(line) as Record<string, unknown>)[field] === wanted)
      .map((message, index) => ({
        logStreamName: 'account',
        eventId: String(index),
        message,
      }));
    return { events, searchedLogStreams: [] };
  },
});
