import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { functionUrlEvent } from './function-url-event.ts';

type Handler = (event: unknown) => Promise<unknown>;
type Reply = { statusCode: number; headers: Record<string, string>; body: string };

const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();
const hash = (data: string) => createHash('sha256').update(data).digest('hex');

/** Whether a request was signed with this key for `lambda` in this Region, by the rules of AWS Signature Version 4. */
export const isSigned = (
  { method = '', url = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  body: string,
  { secret, region }: { secret: string; region: string },
): boolean => {
  const [, scope = '', signed = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/(\S+), SignedHeaders=(\S+), Signature=([0-9a-f]{64})$/.exec(
      String(headers.authorization),
    ) ?? [];
  const [day = '', ...place] = scope.split('/');
  if (place.join('/') !== `${region}/lambda/aws4_request` || !signed.split(';').includes('host'))
    return false;
  const canonicalHeaders = signed.split(';').map((name) => `${name}:${headers[name]}\n`);
  const canonical = [method, url, '', canonicalHeaders.join(''), signed, hash(body)].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hash(canonical)].join('\n');
  const key = [day, region, 'lambda', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(key, toSign).toString('hex') === signature;
};

/**
 * A Lambda function URL with IAM authorization: takes signed requests alone and tells the function whose session signed them.
 * Each request reaches the function twice, as one whose first reply was lost does.
 * @param userArn of the session whose key it is
 */
export const startFunctionUrl = async (
  handler: Handler,
  userArn: () => string,
  key = { secret: 'local', region: 'ap-southeast-1' },
) => {
  const server = createServer(async (request, response) => {
    const body = await text(request);
    if (!isSigned(request, body, key)) return response.writeHead(403).end('{"Message":"Forbidden"}');
    const event = functionUrlEvent(userArn(), request.url ?? '', body, request.method);
    await handler(event);
    const reply = (await handler(event)) as Reply;
    return response.writeHead(reply.statusCode, reply.headers).end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
