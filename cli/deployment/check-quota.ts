import type { LambdaQuota } from '../../adapters/account/lambda-quota.ts';
import { FUNCTION_NAMES } from '../../infra/resource-names.ts';
import { expectThat, type Finding } from './findings.ts';

/** The minimum concurrency: each function of the line once. */
export const NEEDED = FUNCTION_NAMES.length;

/** Checks Lambda's unreserved concurrency in this account and Region; no function of the line reserves any. */
export const checkQuota = ({ concurrent, unreserved }: LambdaQuota): Finding => {
  const message = `${unreserved} of the account’s ${concurrent} concurrent executions are unreserved; the line needs ${NEEDED}, plus one for each concurrent call`;
  const todo =
    'request a higher quota in Service Quotas (Lambda, Concurrent executions), or reduce the reserved concurrency of other functions';
  return expectThat('Lambda concurrency', unreserved >= NEEDED, message, message, todo);
};
