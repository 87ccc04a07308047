import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';

const answer = z.union([
  z.strictObject({ id: z.int(), error: z.string() }),
  z.strictObject({ id: z.int(), reply: z.unknown() }),
]);
type Answer = z.infer<typeof answer>;
const message = z.union([z.strictObject({ ready: z.string() }), answer]);

type Waiting = { resolve(reply: unknown): void; reject(error: Error): void };

export type Hosted = {
  version: string;
  invoke(event: unknown): Promise<unknown>;
  /** What the bundle printed: its log. */
  printed(): string;
  stop(): Promise<void>;
};

/**
 * One bundle in a process of its own, under the given Node, started in the bundle's folder as Lambda does.
 * @param bundle absolute path of its index.mjs
 * @param aheadMs how far the line's clock is ahead just now
 */
export const host = async (
  node: string,
  bundle: string,
  env: Record<string, string>,
  aheadMs: () => number,
): Promise<Hosted> => {
  const child: ChildProcess = fork(resolve('test/node24/host.mjs'), [bundle], {
    cwd: dirname(bundle),
    execPath: node,
    execArgv: [],
    env: { ...env },
    silent: true,
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  const settle = (told: Answer) => {
    const one = waiting.get(told.id);
    waiting.delete(told.id);
    if ('error' in told) one?.reject(new Error(told.error));
    else one?.resolve(told.reply);
  };
  const version = await new Promise<string>((ready, reject) => {
    child.once('exit', (code) => reject(new Error(`${bundle} did not start (${code}): ${printed}`)));
    child.on('message', (raw) => {
      const told = message.parse(raw);
      if ('ready' in told) ready(told.ready);
      else settle(told);
    });
  });
  return {
    version,
    invoke: (event) =>
      new Promise((resolve, reject) => {
        calls += 1;
        waiting.set(calls, { resolve, reject });
        child.send({ id: calls, aheadMs: aheadMs(), event });
      }),
    printed: () => printed,
    stop: async () => {
      child.removeAllListeners('exit');
      const gone = once(child, 'exit');
      child.disconnect();
      child.kill();
      await gone;
    },
  };
};
