import { z } from 'zod';
import type { EdgeAccount } from './account.ts';
import { parseRequest } from './requests.ts';

/** Of CloudWatch's filter patterns, the one that compares a field of a JSON line with a text. */
const pattern = z
  .string()
  .regex(/^\{ \$\.\w+ = "[^"]*" \}$/, 'the edge knows filter patterns of the form { $.field = "text" } only');

const FilterLogEvents = z.strictObject({
  logGroupName: z.string().min(1).max(512),
  filterPattern: pattern,
  startTime: z.int().min(0).optional(),
  nextToken: z.string().optional(),
});

/** CloudWatch Logs' FilterLogEvents. */
export const logsOperations = (account: EdgeAccount, now: () => number) => ({
  FilterLogEvents: (input: unknown) => {
    const { logGroupName, filterPattern } = parseRequest('logs', FilterLogEvents, input);
    const [, field = '', wanted] = /\$\.(\w+) = "([^"]*)"/.exec(filterPattern) ?? [];
    const events = account
      .logLines(logGroupName)
      .filter((line) => (JSON.parse(line) as Record<string, unknown>)[field] === wanted)
      .map((message, index) => ({
        logStreamName: 'edge',
        eventId: String(index),
        timestamp: now(),
        ingestionTime: now(),
        message,
      }));
    return { events, searchedLogStreams: [] };
  },
});
