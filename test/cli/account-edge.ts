import { afterEach } from 'vitest';
import type { EdgeAccount } from '../../local/aws-edge/account.ts';
import { type EdgeCall, startAwsEdge } from '../../local/aws-edge/edge.ts';
import type { Ran } from './command.ts';

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});

/** An edge with this account behind it, the calls it saw, and the environment that leads the command there. */
export const accountEdge = async (account: EdgeAccount, configFile: string) => {
  const calls: EdgeCall[] = [];
  const edge = await startAwsEdge({
    now: Date.now,
    phones: () => undefined,
    account,
    onCall: (call) => void calls.push(call),
  });
  running.push(edge);
  return {
    edge,
    calls,
    /** Each kind of call once, in the order of the first. */
    asked: () => [...new Set(calls.map(({ service, operation }) => `${service} ${operation}`))],
    env: {
      AWS_ENDPOINT_URL: edge.endpoint,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_CONFIG_FILE: '/dev/null',
      LINE_CONFIG: configFile,
    },
  };
};

/** What a command answered with --json. */
export const answered = ({ out }: Ran) => JSON.parse(out) as Record<string, unknown>;
