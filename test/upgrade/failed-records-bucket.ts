import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** The part of S3's wire protocol by which stream consumers park their records, with one bucket, in memory. */
export const startFailedRecordsBucket = async () => {
  const objects = new Map<string, string>();

  const list = (prefix: string): string => {
    const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).toSorted();
    const contents = keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
    return `<ListBucketResult><IsTruncated>false</IsTruncated>${contents}</ListBucketResult>`;
  };
  const answer = async (request: IncomingMessage): Promise<{ status: number; body: string }> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bucket');
    const key = decodeURIComponent(pathname.split('/').slice(2).join('/'));
    if (request.method === 'PUT') {
      objects.set(key, await text(request));
      return { status: 200, body: '' };
    }
    if (request.method === 'DELETE') {
      objects.delete(key);
      return { status: 204, body: '' };
    }
    if (searchParams.has('list-type')) return { status: 200, body: list(searchParams.get('prefix') ?? '') };
    const body = objects.get(key);
    return body === undefined ? { status: 404, body: '' } : { status: 200, body };
  };

  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, body }) => response.writeHead(status).end(body),
      (error) => response.destroy(error),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys: () => [...objects.keys()],
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
