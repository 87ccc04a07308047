import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ExplainedError } from '../../domain/ledger/index.ts';
import { SERVICES, type Service, ServiceError } from './services.ts';

/** A request to a service. Only REST services use `path`. */
export type WireCall = { service: Service; target: string; path: string; input: unknown };

/** The reply: an object, a raw body, or no reply at all. */
export type WireReply = { json: unknown } | { raw: string } | 'never';

/** The port of the fake AWS services is taken. */
export class FakeAwsPortInUse extends ExplainedError {
  readonly code = 'FakeAwsPortInUse';
}

/** `injected` marks the reply as an injected fault with a header. */
export type Answer = (call: WireCall, injected: () => void) => WireReply;

/** Serves AWS's JSON protocols on the loopback. `port` 0 takes a free one; rejects when the port is taken. */
export const serve = (
  port: number,
  answer: Answer,
): Promise<{ endpoint: string; close(): Promise<void> }> => {
  const server = createServer((request, response) => void handle(request, response, answer));
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(new FakeAwsPortInUse(`the fake AWS services cannot use port ${port}: ${error.message}`)),
    );
    server.listen(port, '127.0.0.1', () => {
      const { port: taken } = server.address() as AddressInfo;
      resolve({ endpoint: `http://127.0.0.1:${taken}`, close: () => stop(server) });
    });
  });
};

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const handle = async (request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> => {
  const { service, target } = addressee(String(request.headers['x-amz-target'] ?? ''));
  try {
    // Only an SDK signs. A web page that posts here from the user's browser does not.
    if (!request.headers.authorization?.startsWith('AWS4-'))
      throw new ServiceError('MissingAuthenticationTokenException', 'The request is not signed.', 403);
    const path = new URL(request.url ?? '/', 'http://edge').pathname;
    const call = { service, target, path, input: await jsonBody(request) };
    const reply = answer(call, () => response.setHeader('x-edge-fault', 'injected'));
    if (reply !== 'never')
      send(response, service, 200, 'raw' in reply ? reply.raw : JSON.stringify(reply.json));
  } catch (error) {
    sendError(response, service, error);
  }
};

const addressee = (header: string): { service: Service; target: string } => {
  const [prefix, target = ''] = header.split('.');
  const services = Object.keys(SERVICES) as Service[];
  return { service: services.find((name) => SERVICES[name].target === prefix) ?? 'pinpoint', target };
};

// Ten entries of 1 MB with their quotes escaped.
const MAX_BODY = 20 * 1_048_576;

const jsonBody = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY) throw new ServiceError('RequestEntityTooLarge', 'The request is too large.', 413);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new ServiceError('SerializationException', 'The request body is not JSON.');
  }
};

const send = (response: ServerResponse, service: Service, statusCode: number, body: string): void => {
  response.writeHead(statusCode, {
    'content-type': SERVICES[service].contentType,
    'x-amzn-requestid': randomUUID(),
  });
  response.end(body);
};

const sendError = (response: ServerResponse, service: Service, error: unknown): void => {
  const { messageKey, broken } = SERVICES[service];
  const told =
    error instanceof ServiceError
      ? error
      : new ServiceError(broken.code, error instanceof Error ? error.message : 'failed', broken.statusCode);
  response.setHeader('x-amzn-errortype', told.code);
  const body = { __type: told.code, [messageKey]: told.message, ...told.members };
  send(response, service, told.statusCode, JSON.stringify(body));
};
