import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudControlClient } from '@aws-sdk/client-cloudcontrol';
import { ConnectClient } from '@aws-sdk/client-connect';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { cloudControl, type ResourceExists } from '../../adapters/cloud-control.ts';
import { connectInstance } from '../../adapters/connect-instance.ts';
import { errorName } from '../../adapters/error-name.ts';
import { lambdaQuota } from '../../adapters/lambda-quota.ts';
import { lastPart } from '../../domain/instances.ts';
import { UserError } from '../output.ts';
import type { Account } from './account.ts';
import { checkQuota } from './check-quota.ts';
import type { Plan } from './checked.ts';
import { heldBy } from './held.ts';
import { type NamedFlow, type NamedResource, namedFlows, namedResources } from './template-names.ts';

/** What a name is taken by, as it is said: `AWS::DynamoDB::Table EmergencyLine-Events in ap-southeast-1`. */
type Found = { taken: string[]; unknown: string[] };

/** Cloud Control answers some ten calls a second. */
const AT_ONCE = 5;

/** Which of these resources are there. What cannot be looked up is `unknown` by its error: CloudFormation will tell. */
const takenResources = async (
  named: readonly NamedResource[],
  exists: ResourceExists,
  region: string,
): Promise<Found> => {
  const found: Found = { taken: [], unknown: [] };
  const waiting = [...named];
  const look = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { type, name, identifier } = next;
      try {
        if (await exists(type, identifier)) found.taken.push(`${type} ${name} in ${region}`);
      } catch (error) {
        found.unknown.push(errorName(error));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, look));
  return found;
};

/** @throws UserError when there is no such instance, or no Connect in its Region */
const takenFlows = async (named: readonly NamedFlow[], region: string): Promise<Found> => {
  const client = new ConnectClient({ region, retryMode: 'adaptive', maxAttempts: 5 });
  const found: Found = { taken: [], unknown: [] };
  for (const arn of new Set(named.map(({ instanceArn }) => instanceArn)))
    try {
      const there = new Set((await connectInstance(client, lastPart(arn)).flows()).map(({ name }) => name));
      for (const { name, instanceArn } of named)
        if (instanceArn === arn && there.has(name)) found.taken.push(`the flow ${name} in ${arn}`);
    } catch (error) {
      const name = errorName(error);
      if (name === 'ResourceNotFoundException')
        throw new UserError(
          `there is no Connect instance ${arn}; correct connect.instanceArn or connect.furtherInstances`,
        );
      if (/^E[A-Z_]+$/.test(name))
        throw new UserError(
          `Amazon Connect does not answer in ${region} (${name}); check the Region of connect.instanceArn`,
        );
      found.unknown.push(name);
    }
  return found;
};

const checkNames = async ({ names }: Plan, { all }: Account, assembly: string): Promise<Found> => {
  const found: Found[] = [];
  for (const { name, region, stacks } of all) {
    const json = readFileSync(join(assembly, `${name}.template.json`), 'utf8');
    const held = await heldBy(stacks, name);
    const free = ({ logicalId }: { logicalId: string }) => !held.has(logicalId);
    const client = new CloudControlClient({ region, retryMode: 'adaptive', maxAttempts: 5 });
    const resources = namedResources(json, names, region).filter(free);
    found.push(await takenResources(resources, cloudControl(client), region));
    found.push(await takenFlows(namedFlows(json).filter(free), region));
  }
  return { taken: found.flatMap(({ taken }) => taken), unknown: found.flatMap(({ unknown }) => unknown) };
};

const quotaOf = async (region: string): Promise<{ text: string; todo?: string | undefined }> => {
  try {
    const { says: text, ok, todo } = checkQuota(await lambdaQuota(new LambdaClient({ region })));
    return ok ? { text } : { text, todo };
  } catch (error) {
    return { text: `the account’s concurrency could not be looked up (${errorName(error)})` };
  }
};

/**
 * What would stop a deployment half way: a Lambda quota that is too small, and names that something outside the stack has,
 * such as what an earlier deployment left.
 * @param assembly the folder of the synthesized templates
 * @throws UserError naming what is in the way and what to do about it
 */
export const preflight = async (
  plan: Plan,
  account: Account,
  assembly: string,
  say: (line: string) => void,
): Promise<void> => {
  const quota = await quotaOf(plan.names.place.region);
  if (quota.todo !== undefined) throw new UserError(`Lambda: ${quota.text}; ${quota.todo}`);
  say(`Lambda: ${quota.text}.`);
  const { taken, unknown } = await checkNames(plan, account, assembly);
  if (taken.length > 0)
    throw new UserError(
      `these names are taken in account ${plan.names.place.account} by what is not in the stack:\n${taken.map((one) => `  ${one}`).join('\n')}\nchoose another deployment.stackName (for flows and the configuration set, deployment.prefix), or remove them: docs/deploy.md, "When a deployment fails"`,
    );
  if (unknown.length > 0)
    say(
      `${unknown.length} names could not be looked up (${[...new Set(unknown)].join(', ')}); CloudFormation will say whether one is taken.`,
    );
};
