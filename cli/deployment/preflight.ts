import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudControlClient } from '@aws-sdk/client-cloudcontrol';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { cloudControl } from '../../adapters/account/cloud-control.ts';
import { lambdaQuota } from '../../adapters/account/lambda-quota.ts';
import { errorName } from '../../adapters/error-name.ts';
import { UserError } from '../output.ts';
import type { Account } from './account.ts';
import { checkQuota } from './check-quota.ts';
import { existingResources } from './existing-resources.ts';
import type { Plan } from './plan.ts';
import { type Found, takenFlows, takenResources } from './taken-names.ts';
import { namedFlows, namedResources } from './template-names.ts';
import { textPartsWarning } from './text-parts.ts';

const checkNames = async ({ names }: Plan, { all }: Account, assembly: string): Promise<Found> => {
  const found: Found[] = [];
  for (const { name, region, stacks } of all) {
    const json = readFileSync(join(assembly, `${name}.template.json`), 'utf8');
    const existing = await existingResources(stacks, name);
    const isNew = ({ logicalId }: { logicalId: string }) => !existing.has(logicalId);
    const client = new CloudControlClient({ region, retryMode: 'adaptive', maxAttempts: 5 });
    const resources = namedResources(json, names, region).filter(isNew);
    found.push(await takenResources(resources, cloudControl(client), region));
    found.push(await takenFlows(namedFlows(json).filter(isNew), region));
  }
  return { taken: found.flatMap(({ taken }) => taken), unknown: found.flatMap(({ unknown }) => unknown) };
};

const quotaOf = async (region: string): Promise<{ text: string; todo?: string | undefined }> => {
  try {
    const { message: text, ok, todo } = checkQuota(await lambdaQuota(new LambdaClient({ region })));
    return ok ? { text } : { text, todo };
  } catch (error) {
    return { text: `the account’s concurrency could not be read (${errorName(error)})` };
  }
};

/**
 * Finds what would stop a deployment halfway: a Lambda quota that is too small, and names in use by resources outside the
 * stack, such as those an earlier deployment retained.
 * @param assembly the folder of the synthesized templates
 * @throws UserError with what is in the way and how to fix it
 */
export const preflight = async (
  plan: Plan,
  account: Account,
  assembly: string,
  report: (line: string) => void,
): Promise<void> => {
  const parts = textPartsWarning(plan.config);
  if (parts !== null) report(`WARNING: ${parts}.`);
  const quota = await quotaOf(plan.names.region);
  if (quota.todo !== undefined) throw new UserError(`Lambda: ${quota.text}; ${quota.todo}`);
  report(`Lambda: ${quota.text}.`);
  const { taken, unknown } = await checkNames(plan, account, assembly);
  if (taken.length > 0)
    throw new UserError(
      `these names are in use in account ${plan.names.account} by resources outside the stack:\n${taken.map((one) => `  ${one}`).join('\n')}\nchoose another deployment.stackName (for flows and the configuration set, deployment.prefix), or delete them: docs/deploy.md, "When a deployment fails"`,
    );
  if (unknown.length > 0)
    report(
      `Names that could not be checked: ${unknown.length} (${[...new Set(unknown)].join(', ')}). CloudFormation will report those in use.`,
    );
};
