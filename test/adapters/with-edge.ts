import { afterEach, beforeEach } from 'vitest';
import type { FakeAws, FakeAwsCall, FakeAwsOptions } from '../../local/aws/fake-aws.ts';
import { startFakeAws } from '../../local/aws/fake-aws.ts';

/** An edge for each test of a file, the calls it saw, and what an SDK client needs to talk to it. */
export const withEdge = (phones: FakeAwsOptions['phones'] = () => undefined) => {
  const calls: FakeAwsCall[] = [];
  let edge: FakeAws | undefined;
  const running = (): FakeAws => {
    if (!edge) throw new Error('the edge runs inside tests only');
    return edge;
  };
  beforeEach(async () => {
    calls.length = 0;
    edge = await startFakeAws({ now: () => NOW, phones, onCall: (call) => void calls.push(call) });
  });
  afterEach(() => edge?.close());
  return { edge: running, calls, client: () => clientOf(running().endpoint) };
};

export const NOW = Date.parse('2026-11-22T06:00:00.000Z');

/** The part of an SDK client's settings that is the local line's. */
export const clientOf = (endpoint: string) => ({
  endpoint,
  region: 'ap-southeast-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});

/** Settles a promise that must fail, to the error. */
export const failure = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => new Error('did not fail'),
    (error: Error) => error,
  );
