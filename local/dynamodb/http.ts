import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { isServiceError, notJson } from './errors.ts';

/** Answers one operation, named as in the header `X-Amz-Target`. @throws Refusal */
export type Answer = (target: string, request: Record<string, unknown>) => Promise<object>;

const anObject = z.record(z.string(), z.unknown());

/**
 * The AWS JSON 1.0 protocol on a loopback port (0: any free one), for `answer`. No signature is checked, and no other
 * origin's page is let in: it may not send the header `X-Amz-Target` without the permission nobody gives it here.
 * `close` waits for the answers under way.
 */
export const serve = async (port: number, answer: Answer) => {
  const underWay = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const exchange = respond(answer, request, response).finally(() => underWay.delete(exchange));
    underWay.add(exchange);
  });
  server.keepAliveTimeout = 0; // never the server: a client about to send on an idle connection would see it reset
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close(): Promise<void> {
      server.close();
      await Promise.allSettled(underWay);
      server.closeAllConnections();
    },
  };
};

const respond = async (answer: Answer, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { status, body } = await readJson(request)
    .then((json) => answer(String(request.headers['x-amz-target'] ?? ''), json))
    .then(
      (body) => ({ status: 200, body }),
      (error) => failure(error),
    );
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-requestid': randomUUID(),
  });
  response.end(JSON.stringify(body));
  if (!response.closed) await once(response, 'close');
};

const readJson = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    return anObject.parse(JSON.parse(Buffer.concat(chunks).toString()));
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
