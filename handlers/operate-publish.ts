import { streamSchema } from '../domain/emergency/index.ts';
import * as z from '../domain/zod.ts';
import { UnknownCursor } from '../use-cases/queries/history.ts';
import { republish } from '../use-cases/republish.ts';
import { RequestRefused, type Route, replyOf, route } from './operator-route.ts';

/** Puts a page of events on the bus again; the reply has the cursor of the next page, to be sent with the same `id`. */
export const publishRoutes = {
  publish: route(
    'Operator',
    'export',
    {
      stream: z.nullable(streamSchema),
      from: z.whole(0),
      to: z.nullable(z.whole(0)),
      cursor: z.optional(z.upTo(60)),
    },
    async (ports, action, { cursor, ...range }) => {
      if (range.to !== null && range.to < range.from)
        throw new RequestRefused(400, 'bad-request', 'to: is before from');
      const done = await republish(ports, action, range, cursor).catch((error: unknown) => {
        throw error instanceof UnknownCursor ? new RequestRefused(400, 'bad-request', error.message) : error;
      });
      const { event, published, last } = done;
      return { ...replyOf(event), published, lastAt: last?.at ?? null, cursor: done.cursor };
    },
  ),
} satisfies Record<string, Route>;
