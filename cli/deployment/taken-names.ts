import { ConnectClient } from '@aws-sdk/client-connect';
import type { ResourceExists } from '../../adapters/account/cloud-control.ts';
import { connectInstance } from '../../adapters/account/connect-instance.ts';
import { errorName } from '../../adapters/error-name.ts';
import { lastPart } from '../../domain/config/instances.ts';
import { UserError } from '../output.ts';
import type { NamedFlow, NamedResource } from './template-names.ts';

/** What a name is taken by, as it is said: `AWS::DynamoDB::Table EmergencyLine-Events in ap-southeast-1`. */
export type Found = { taken: string[]; unknown: string[] };

/** Cloud Control answers some ten calls a second. */
const AT_ONCE = 5;

/** Which of these resources are there. What cannot be looked up is `unknown` by its error: CloudFormation will tell. */
export const takenResources = async (
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

const noInstance = (arn: string, region: string, failed: string): UserError | null => {
  if (failed === 'ResourceNotFoundException')
    return new UserError(
      `there is no Connect instance ${arn}; correct connect.instanceArn or connect.furtherInstances`,
    );
  return /^E[A-Z_]+$/.test(failed)
    ? new UserError(
        `Amazon Connect does not answer in ${region} (${failed}); check the Region of connect.instanceArn`,
      )
    : null;
};

/** @throws UserError when there is no such instance, or no Connect in its Region */
const flowNamesOf = async (
  client: ConnectClient,
  arn: string,
  region: string,
): Promise<Set<string> | string> => {
  try {
    return new Set((await connectInstance(client, lastPart(arn)).flows()).map(({ name }) => name));
  } catch (error) {
    const failed = errorName(error);
    const wrong = noInstance(arn, region, failed);
    if (wrong) throw wrong;
    return failed;
  }
};

/** @throws UserError when there is no such instance, or no Connect in its Region */
export const takenFlows = async (named: readonly NamedFlow[], region: string): Promise<Found> => {
  const client = new ConnectClient({ region, retryMode: 'adaptive', maxAttempts: 5 });
  const found: Found = { taken: [], unknown: [] };
  for (const arn of new Set(named.map(({ instanceArn }) => instanceArn))) {
    const there = await flowNamesOf(client, arn, region);
    if (typeof there === 'string') found.unknown.push(there);
    else
      found.taken.push(
        ...named
          .filter(({ name, instanceArn }) => instanceArn === arn && there.has(name))
          .map(({ name }) => `the flow ${name} in ${arn}`),
      );
  }
  return found;
};
