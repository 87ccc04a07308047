import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SERVICES, type Service, ServiceError } from './services.ts';
import { queryError, queryReply } from './xml.ts';

/** A call as it came over the wire. `target`: the operation, of services that name it; `method` and `path`: of the others. */
export type WireCall = { service: Service; target: string; method: string; path: string; input: unknown };

/** What to send back: an object, a text as it stands, or nothing ever. */
export type WireReply = { json: unknown } | { raw: string } | 'never';

/** Serves AWS's JSON protocols on the loopback. `port` 0 takes a free one; rejects when the port is taken. */
export const serve = (
  port: number,
  answer: (call: WireCall) => WireReply,
): Promise<{ endpoint: string; close(): Promise<void> }> => {
  const server = createServer((request, response) => void handle(request, response, answer));
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(new Error(`The AWS edge cannot use port ${port}: ${error.message}`)),
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

const handle = async (
  request: IncomingMessage,
  response: ServerResponse,
  answer: (call: WireCall) => WireReply,
): Promise<void> => {
  const { service, target } = addressee(request.headers);
  const requestId = randomUUID();
  const reply = (statusCode: number, body: string) => {
    const headers = { 'content-type': SERVICES[service].contentType, 'x-amzn-requestid': requestId };
    response.writeHead(statusCode, headers).end(body);
  };
  let action = target;
  try {
    // Only an SDK signs. A web page that posts here from the user's browser does not.
    if (!request.headers.authorization?.startsWith('AWS4-'))
      throw new ServiceError('MissingAuthenticationTokenException', 'The request is not signed.', 403);
    const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://edge');
    const method = request.method ?? 'POST';
    const input = await read(request, service, searchParams);
    if (isQuery(service)) action = String((input as Record<string, unknown>).Action ?? '');
    const answered = answer({ service, target: action, method, path, input });
    if (answered === 'never') return;
    if ('raw' in answered) return reply(200, answered.raw);
    reply(
      200,
      isQuery(service) ? queryReply(action, requestId, answered.json) : JSON.stringify(answered.json),
    );
  } catch (error) {
    const told = tellable(service, error);
    response.setHeader('x-amzn-errortype', told.code);
    reply(told.statusCode, errorBody(service, requestId, told));
  }
};

/** STS and CloudFormation take a form and answer in XML. */
const isQuery = (service: Service) => SERVICES[service].contentType === 'text/xml';

/** The names under which requests are signed, of the services that do not name themselves in `X-Amz-Target`. */
const SIGNED_AS = new Map<string, Service>([
  ['sts', 'sts'],
  ['cloudformation', 'cloudformation'],
  ['connect', 'connect'],
  ['lambda', 'lambda'],
]);

const addressee = (headers: IncomingMessage['headers']): { service: Service; target: string } => {
  const [prefix, target = ''] = String(headers['x-amz-target'] ?? '').split('.');
  const services = Object.keys(SERVICES) as Service[];
  const named = services.find((name) => SERVICES[name].target === prefix);
  const [, scope = ''] = /Credential=[^/]*\/[^/]*\/[^/]*\/([^/]*)\//.exec(headers.authorization ?? '') ?? [];
  return { service: named ?? SIGNED_AS.get(scope) ?? 'pinpoint', target };
};

// Ten entries of 1 MB with their quotes escaped.
const MAX_BODY = 20 * 1_048_576;

/** The request's members: of a form, or of a JSON body and the query string. */
const read = async (request: IncomingMessage, service: Service, query: URLSearchParams): Promise<unknown> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY) throw new ServiceError('RequestEntityTooLarge', 'The request is too large.', 413);
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (isQuery(service)) return Object.fromEntries(new URLSearchParams(text));
  if (request.method === 'GET') return Object.fromEntries(query);
  try {
    return JSON.parse(text);
  } catch {
    throw new ServiceError('SerializationException', 'The request body is not JSON.');
  }
};

const tellable = (service: Service, error: unknown): ServiceError => {
  if (error instanceof ServiceError) return error;
  const { code, statusCode } = SERVICES[service].broken;
  return new ServiceError(code, error instanceof Error ? error.message : 'failed', statusCode);
};

const errorBody = (service: Service, requestId: string, { code, message, members }: ServiceError): string =>
  isQuery(service)
    ? queryError(requestId, code, message)
    : JSON.stringify({ __type: code, [SERVICES[service].messageKey]: message, ...members });
