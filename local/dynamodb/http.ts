import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { type LoopbackServer, listen } from '../loopback-server.ts';
import { isServiceError, notJson } from './errors.ts';

/** Executes the operation that the header `X-Amz-Target` names. @throws ServiceError */
export type Execute = (target: string, request: Record<string, unknown>) => Promise<object>;

const jsonObject = z.record(z.string(), z.unknown());

/**
 * Serves the AWS JSON 1.0 protocol on a loopback port. Signatures are not checked. Web pages cannot call
 * it: without CORS permission a browser does not send `X-Amz-Target`. `now` is the time of the replies. `close` waits for
 * pending replies.
 */
export const serve = (port: number, now: () => number, execute: Execute): Promise<LoopbackServer> => {
  const pending = new Set<Promise<void>>();
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const exchange = respond(now, execute, request, response).finally(() => pending.delete(exchange));
    pending.add(exchange);
  };
  return listen(port, handle, () => Promise.allSettled(pending));
};

const respond = async (
  now: () => number,
  execute: Execute,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { status, body } = await readJson(request)
    .then((input) => execute(String(request.headers['x-amz-target'] ?? ''), input))
    .then(
      (body) => ({ status: 200, body }),
      (error) => failure(error),
    );
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    date: new Date(now()).toUTCString(),
    'x-amzn-requestid': randomUUID(),
  });
  response.end(JSON.stringify(body));
  if (!response.closed) await once(response, 'close');
};

const readJson = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  try {
    return jsonObject.parse(await json(request));
  } catch {
    throw notJson();
  }
};

const failure = (error: unknown): { status: number; body: object } =>
  isServiceError(error)
    ? { status: error.statusCode, body: error.body }
    : {
        status: 500,
        body: { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message: String(error) },
      };
