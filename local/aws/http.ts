import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ExplainedError } from '../../domain/ledger/index.ts';
import { type LoopbackServer, listen } from '../loopback-server.ts';
import { SERVICES, type Service, ServiceError } from './services.ts';

/** A request to a service. Only REST services use `path`. */
export type WireCall = { service: Service; target: string; path: string; input: unknown };

/** The reply: an object, a raw body, or none. */
export type WireReply = { json: unknown } | { raw: string } | 'never';

/** The port of the fake AWS services is taken. */
export class FakeAwsPortInUse extends ExplainedError {
  readonly code = 'FakeAwsPortInUse';
}

/** Executes a call. `markInjected` adds the header that marks the reply as an injected fault. */
export type Execute = (call: WireCall, markInjected: () => void) => Promise<WireReply>;

/**
 * Serves AWS's JSON protocols on a loopback port (0: a free one).
 * @throws FakeAwsPortInUse
 */
export const serve = (port: number, execute: Execute): Promise<LoopbackServer> =>
  listen(port, (request, response) => void handle(request, response, execute)).catch((error: Error) => {
    throw new FakeAwsPortInUse(`the fake AWS services cannot use port ${port}: ${error.message}`);
  });

const handle = async (
  request: IncomingMessage,
  response: ServerResponse,
  execute: Execute,
): Promise<void> => {
  const { service, target } = route(String(request.headers['x-amz-target'] ?? ''));
  try {
    // SDKs sign their requests; a web page that posts here from the user's browser does not.
    if (!request.headers.authorization?.startsWith('AWS4-'))
      throw new ServiceError('MissingAuthenticationTokenException', 'The request is not signed.', 403);
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const call = { service, target, path, input: await jsonBody(request) };
    const reply = await execute(call, () => response.setHeader('x-edge-fault', 'injected'));
    if (reply !== 'never')
      send(response, service, 200, 'raw' in reply ? reply.raw : JSON.stringify(reply.json));
  } catch (error) {
    sendError(response, service, error);
  }
};

const route = (header: string): { service: Service; target: string } => {
  const [prefix, target = ''] = header.split('.');
  const services = Object.keys(SERVICES) as Service[];
  return { service: services.find((name) => SERVICES[name].target === prefix) ?? 'pinpoint', target };
};

// 20 MB: ten EventBridge entries of 1 MB with their quotes escaped.
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
  const failure =
    error instanceof ServiceError
      ? error
      : new ServiceError(broken.code, error instanceof Error ? error.message : 'failed', broken.statusCode);
  response.setHeader('x-amzn-errortype', failure.code);
  const body = { __type: failure.code, [messageKey]: failure.message, ...failure.members };
  send(response, service, failure.statusCode, JSON.stringify(body));
};
