import { ConnectClient } from '@aws-sdk/client-connect';
import type { ResourceExists } from '../../adapters/account/cloud-control.ts';
import { connectInstance } from '../../adapters/account/connect-instance.ts';
import { errorName } from '../../adapters/error-name.ts';
import { lastPart } from '../../domain/config/instances.ts';
import { UserError } from '../output.ts';
import type { NamedFlow, NamedResource } from './template-names.ts';

/** Names in use, such as `AWS::DynamoDB::Table EmergencyLine-Events in ap-southeast-1`, and the errors of failed look-ups. */
export type Found = { taken: string[]; unknown: string[] };

/** Cloud Control serves about ten requests a second. */
const PARALLEL = 5;

/** Finds the resources that exist. Look-up errors are not fatal: CloudFormation reports duplicates itself. */
export const takenResources = async (
  named: readonly NamedResource[],
  exists: ResourceExists,
  region: string,
): Promise<Found> => {
  const found: Found = { taken: [], unknown: [] };
  const queue = [...named];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { type, name, identifier } = next;
      try {
        if (await exists(type, identifier)) found.taken.push(`${type} ${name} in ${region}`);
      } catch (error) {
        found.unknown.push(errorName(error));
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return found;
};

/**
 * Finds the flow names that are in use in their instances.
 * @throws UserError when an instance does not exist, or Connect cannot be reached in the Region
 */
export const takenFlows = async (named: readonly NamedFlow[], region: string): Promise<Found> => {
  const client = new ConnectClient({ region, retryMode: 'adaptive', maxAttempts: 5 });
  const found: Found = { taken: [], unknown: [] };
  for (const arn of new Set(named.map(({ instanceArn }) => instanceArn)))
    try {
      const existing = new Set(
        (await connectInstance(client, lastPart(arn)).flows()).map(({ name }) => name),
      );
      for (const { name, instanceArn } of named)
        if (instanceArn === arn && existing.has(name)) found.taken.push(`the flow ${name} in ${arn}`);
    } catch (error) {
      const failed = errorName(error);
      throwIfFatal(failed, arn, region);
      found.unknown.push(failed);
    }
  return found;
};

const throwIfFatal = (failed: string, arn: string, region: string): void => {
  if (failed === 'ResourceNotFoundException')
    throw new UserError(
      `there is no Connect instance ${arn}; correct connect.instanceArn or connect.furtherInstances`,
    );
  if (/^E[A-Z_]+$/.test(failed))
    throw new UserError(
      `Amazon Connect cannot be reached in ${region} (${failed}); check the Region of connect.instanceArn`,
    );
};
