import { onTestFinished } from 'vitest';
import { startFakeAws } from '../../../local/aws/fake-aws.ts';
import { LOCAL_CREDENTIALS } from '../../../local/resource-names.ts';
import type { Ran } from '../../cli/command.ts';
import type { AwsAccount } from './account.ts';
import { startAwsAccount } from './start.ts';
import { textAccountOperations } from './text-account.ts';

export type AccountCall = { service: string; operation: string };

/** This account and a fake AWS that accepts texts, the calls both received, and the environment that points the command to them. */
export const withAccount = async (behind: AwsAccount, configFile: string) => {
  const calls: AccountCall[] = [];
  const onCall = ({ service, operation }: AccountCall) => void calls.push({ service, operation });
  const account = await startAwsAccount(behind, onCall);
  onTestFinished(account.close);
  const endUserMessaging = textAccountOperations(behind);
  const edge = await startFakeAws({ now: Date.now, phones: () => undefined, endUserMessaging, onCall });
  onTestFinished(edge.close);
  return {
    edge,
    refuse: account.refuse,
    calls,
    /** Each kind of call once, in the order of the first. */
    asked: () => [...new Set(calls.map(({ service, operation }) => `${service} ${operation}`))],
    env: {
      ...LOCAL_CREDENTIALS,
      AWS_ENDPOINT_URL: account.endpoint,
      AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: edge.endpoint,
      AWS_CONFIG_FILE: '/dev/null',
      LINE_CONFIG: configFile,
    },
  };
};

/** The output of a command with --json. */
export const answered = ({ out }: Ran) => JSON.parse(out) as Record<string, unknown>;
