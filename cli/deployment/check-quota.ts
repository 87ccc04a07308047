import type { LambdaQuota } from '../../adapters/account/lambda-quota.ts';
import { FUNCTION_NAMES } from '../../infra/resource-names.ts';
import { expectThat, type Finding } from './findings.ts';

/** Executions at once without which the line does not run: each of its functions once. */
export const NEEDED = FUNCTION_NAMES.length;

/** Whether Lambda runs enough at once in this account and Region; no function of the line reserves any. */
export const checkQuota = ({ concurrent, unreserved }: LambdaQuota): Finding => {
  const says = `${unreserved} of the account’s ${concurrent} executions at once are unreserved; the line needs ${NEEDED}, and one more for each call answered at the same moment`;
  const todo =
    'ask for more in Service Quotas (Lambda, Concurrent executions), or take reserved concurrency off other functions';
  return expectThat('Lambda concurrency', unreserved >= NEEDED, says, says, todo);
};
