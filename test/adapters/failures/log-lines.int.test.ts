import { AsyncLocalStorage } from 'node:async_hooks';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ErrorFields } from '../../../adapters/error-fields.ts';
import { jsonLog } from '../../../adapters/log.ts';
import { LOCAL_CREDENTIALS } from '../../../local/resource-names.ts';
import { callsAt } from './calls.ts';
import { failingService, QUOTED, REQUEST_ID } from './failing-service.ts';

/** Each call writes into lines of its own, whoever else fails at the same time. */
const linesOfCall = new AsyncLocalStorage<string[]>();
const log = jsonLog((line) => void linesOfCall.getStore()?.push(line), Date.now);

const awsError = (error: ErrorFields | undefined): ErrorFields | undefined =>
  error === undefined || error.operation !== undefined ? error : awsError(error.cause);

/** What each call of each adapter leaves in the log when its service fails so. */
const failures = (endpoint: string, empty: string) =>
  Promise.all(
    callsAt(endpoint, empty, log).map(async ([operation, resource, run]) => {
      const lines: string[] = [];
      await linesOfCall.run(lines, () =>
        run().catch((error: unknown) => log('error', 'request failed', { error })),
      );
      const [error] = lines.flatMap((line) => awsError(JSON.parse(line).error) ?? []);
      return { expected: { operation, resource }, error, text: lines.join('') };
    }),
  );

let empty: Awaited<ReturnType<typeof failingService>>;
beforeAll(async () => {
  for (const [name, value] of Object.entries(LOCAL_CREDENTIALS)) vi.stubEnv(name, value);
  empty = await failingService('empty');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await empty.close();
});

const told = (found: Awaited<ReturnType<typeof failures>>, fields: (error: ErrorFields) => object) => ({
  actual: found.map(({ error }) => ({
    operation: error?.operation,
    resource: error?.resource ?? '',
    ...(error && fields(error)),
  })),
  expected: (rest: object) => found.map(({ expected }) => ({ ...expected, ...rest })),
});

describe('the log line of a failed AWS call', () => {
  it.each([
    ['ThrottlingException', 400],
    ['AccessDeniedException', 403],
    ['NotFoundException', 404],
    ['InternalServerError', 500],
  ])('names operation, resource and %s, with the request id', async (name, status) => {
    const service = await failingService({ name, status });
    const found = await failures(service.endpoint, empty.endpoint);
    await service.close();
    const { actual, expected } = told(found, ({ name, httpStatus, requestId }) => ({
      name,
      httpStatus,
      requestId,
    }));
    expect(actual).toStrictEqual(expected({ name, httpStatus: status, requestId: REQUEST_ID }));
    for (const { text } of found) expect(text).not.toMatch(new RegExp(`\\${QUOTED.number}|${QUOTED.pin}`));
  });

  it('names operation and resource when the service cannot be reached', async () => {
    const service = await failingService('silent');
    await service.close();
    const { actual, expected } = told(await failures(service.endpoint, empty.endpoint), ({ name }) => ({
      name,
    }));
    expect(actual).toStrictEqual(expected({ name: 'ECONNREFUSED' }));
  });

  it('names operation and resource when the service times out', async () => {
    const service = await failingService('silent');
    const { actual, expected } = told(await failures(service.endpoint, empty.endpoint), ({ name }) => ({
      name,
    }));
    await service.close();
    expect(actual).toStrictEqual(expected({ name: 'ETIMEDOUT' }));
  });

  it('names the source file of the call', async () => {
    const service = await failingService({ name: 'AccessDeniedException', status: 403 });
    const found = await failures(service.endpoint, empty.endpoint);
    await service.close();
    for (const { expected, error } of found)
      expect(error?.at?.join(' '), expected.operation).toMatch(/adapters\/[a-z0-9-]+\.ts:\d+/);
  });
});

it('every AWS client of a Lambda is traced', () => {
  const files = ['handlers', 'handlers/composition', 'handlers/lambda'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  );
  const clients = files.flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/(.{0,20})new \w+Client\(/gs),
  ]);
  expect(clients.length).toBeGreaterThan(6);
  expect(clients.filter(([, before = '']) => !/traced\(\s*$/.test(before))).toStrictEqual([]);
});
