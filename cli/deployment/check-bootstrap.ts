import { CloudControlClient } from '@aws-sdk/client-cloudcontrol';
import { cloudControl } from '../../adapters/account/cloud-control.ts';
import { errorName } from '../../adapters/error-name.ts';
import { lastPart } from '../../domain/config/instances.ts';
import { configuredQualifier } from '../../infra/bootstrap-qualifier.ts';
import { UserError } from '../output.ts';
import type { Account } from './account.ts';
import type { Plan } from './plan.ts';

/** The stack that `cdk bootstrap` creates by default. */
const BOOTSTRAP = 'CDKToolkit';

/** Whether a role exists; the error's name when it cannot be looked up. */
const lookUpRole = async (region: string, roleArn: string): Promise<boolean | string> => {
  const client = new CloudControlClient({ region, retryMode: 'adaptive', maxAttempts: 5 });
  try {
    return await cloudControl(client)('AWS::IAM::Role', lastPart(roleArn));
  } catch (error) {
    return errorName(error);
  }
};

/**
 * Checks that the CDK is bootstrapped with the configured qualifier in every Region of the deployment, and that the deploy role
 * exists: the log's policy lets nobody else change the table.
 * @throws UserError naming the role that is missing and what to do
 */
export const checkBootstrap = async (
  { all }: Account,
  { names, config }: Plan,
  report: (line: string) => void,
): Promise<void> => {
  const qualifier = configuredQualifier();
  const flag = qualifier === 'hnb659fds' ? '' : ` --qualifier ${qualifier}`;
  for (const { region, stacks } of all) {
    const role = names.deployRole(qualifier, region);
    const found = await lookUpRole(region, role);
    if (found === true) continue;
    if (found !== false && (await stacks.find(BOOTSTRAP)) !== null)
      report(`The role ${role} could not be looked up (${found}); the stack ${BOOTSTRAP} exists.`);
    else
      throw new UserError(
        `the CDK is not bootstrapped in account ${names.account}, ${region}: there is no role ${role}; run once: npx cdk bootstrap aws://${names.account}/${region}${flag}, or set its qualifier in cdk.json (docs/deploy.md)`,
      );
  }
  const { deployRole } = config.deployment;
  if (deployRole !== undefined && (await lookUpRole(names.region, deployRole)) === false)
    throw new UserError(`deployment.deployRole: there is no role ${deployRole} in account ${names.account}`);
};
