import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

const dynalite = createRequire(import.meta.url)('dynalite') as (options: { createTableMs: number }) => Server;

/** An embedded DynamoDB for the tests of a file; answers how to ask for its endpoint. */
export const withDynalite = (): (() => string) => {
  const server = dynalite({ createTableMs: 0 });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
