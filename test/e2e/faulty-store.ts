import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `lose`: done, and the answer never comes. `refuse`: not done, HTTP 500. */
export type StoreFault = 'lose' | 'refuse';

export type FaultyStore = {
  endpoint: string;
  /** The next `times` writes of events meet the fault. */
  fail(fault: StoreFault, times: number): void;
  close(): void;
};

/** Stands between the SDK's clients and a DynamoDB, and lets writes of events go wrong; leaves go through. */
export const faultyStore = async (behind: string): Promise<FaultyStore> => {
  const coming: StoreFault[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const body = await read(incoming);
    const write = incoming.headers['x-amz-target']?.toString().endsWith('.PutItem') && isEvent(body);
    const fault = write ? coming.shift() : undefined;
    if (fault === 'refuse')
      outgoing.writeHead(500).end('{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError"}');
    else await forward(behind, incoming, body, fault === 'lose' ? null : outgoing);
    if (fault === 'lose') outgoing.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fail: (fault, times) => void coming.push(...Array<StoreFault>(times).fill(fault)),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

const isEvent = (body: Buffer): boolean => {
  const { TableName, Item } = JSON.parse(body.toString());
  return TableName === 'Events' && Item?.body !== undefined;
};

const read = async (stream: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** Resolves when the store behind has answered; passes the answer on unless there is nobody to have it. */
const forward = async (
  behind: string,
  { headers, method, url }: IncomingMessage,
  body: Buffer,
  to: ServerResponse | null,
): Promise<void> => {
  const onward = request(new URL(url ?? '/', behind), {
    method,
    headers: { ...headers, host: new URL(behind).host },
  });
  onward.end(body);
  const [reply] = (await once(onward, 'response')) as [IncomingMessage];
  const answer = await read(reply);
  to?.writeHead(reply.statusCode ?? 500, reply.headers).end(answer);
};
