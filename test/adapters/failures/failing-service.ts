import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a service quotes in its message: it must reach no log line. */
export const QUOTED = { number: '+6591110001', pin: '012345' };
export const REQUEST_ID = '7a62c49f-347e-4fc4-9331-6e8eaaaa2b1c';

export type Failure = { name: string; status: number };

const wire = (name: string) => {
  const message = `cannot take ${QUOTED.number} with ${QUOTED.pin}`;
  return {
    json: JSON.stringify({ __type: `com.amazonaws.service#${name}`, message }),
    xml: `<?xml version="1.0"?><Error><Code>${name}</Code><Message>${message}</Message></Error>`,
  };
};

/** A service that answers every request of any protocol with this error, or never, or with nothing in it. */
export const failingService = async (failure: Failure | 'silent' | 'empty') => {
  const server = createServer((request, response): void => {
    if (failure === 'silent') return;
    if (failure === 'empty') return void response.end('{}');
    const { json, xml } = wire(failure.name);
    const isS3 = request.method === 'PUT' && String(request.url).includes('/checkpoints/');
    response.writeHead(failure.status, {
      'content-type': isS3 ? 'application/xml' : 'application/x-amz-json-1.1',
      'x-amzn-errortype': failure.name,
      'x-amzn-requestid': REQUEST_ID,
      'x-amz-request-id': REQUEST_ID,
    });
    response.end(isS3 ? xml : json);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
