import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { BusEntry, EventBus } from '../domain/emergency/index.ts';
import * as z from '../domain/zod.ts';
import { errorName } from './error-name.ts';

/** `source`: the publisher that subscribers' rules match. */
export type EventBusSettings = { busName: string; source: string };

// The maximum number of entries of PutEvents.
const CHUNK = 10;

/** Publishes with EventBridge `PutEvents`, ten entries per call, one call after another; no entry is retried. */
export const eventBridgeBus = (client: EventBridgeClient, settings: EventBusSettings): EventBus => ({
  publish: async (entries) => {
    const results: (string | null)[] = [];
    for (let from = 0; from < entries.length; from += CHUNK)
      results.push(...(await putEvents(client, settings, entries.slice(from, from + CHUNK))));
    return results;
  },
});

const putEvents = async (
  client: EventBridgeClient,
  { busName, source }: EventBusSettings,
  chunk: readonly BusEntry[],
): Promise<(string | null)[]> => {
  try {
    const { Entries = [] } = await client.send(
      new PutEventsCommand({
        Entries: chunk.map(({ detailType, time, detail }) => ({
          EventBusName: busName,
          Source: source,
          DetailType: detailType,
          Time: new Date(time),
          Detail: detail,
        })),
      }),
    );
    return chunk.map((_, index) => codeOf(Entries[index]));
  } catch (error) {
    return chunk.map(() => errorName(error));
  }
};

// HTTP 200 confirms only the request: an entry was accepted when it has an id.
const Result = z.union([
  z.object({ EventId: z.text(1), ErrorCode: z.optional(z.undefined()) }),
  z.object({ ErrorCode: z.matching(/^[A-Za-z]{1,64}$/) }),
]);

const codeOf = (result: unknown): string | null => {
  const parsed = Result.safeParse(result);
  return parsed.success ? (parsed.data.ErrorCode ?? null) : 'MalformedReply';
};
