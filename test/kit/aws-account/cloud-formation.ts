import { z } from 'zod';
import { ServiceError } from '../../../local/aws/services.ts';
import type { AwsAccount } from './account.ts';

const ofStack = z.object({ StackName: z.string().min(1).max(128) });
const protection = ofStack.extend({ EnableTerminationProtection: z.enum(['true', 'false']) });

/** CloudFormation's read calls for a deployment: stacks, resources, templates, protection. */
export const cloudFormationOperations = (account: AwsAccount) => {
  const find = (input: unknown) => {
    const { StackName } = ofStack.parse(input);
    const stack = account.stacks.find(({ name }) => name === StackName);
    if (stack) return stack;
    throw new ServiceError('ValidationError', `Stack with id ${StackName} does not exist`);
  };
  const idOf = (name: string) =>
    `arn:aws:cloudformation:${account.region}:${account.id}:stack/${name}/00000000-0000-4000-8000-000000000000`;
  return {
    DescribeStacks: (input: unknown) => {
      const { name, status, outputs, protected: EnableTerminationProtection } = find(input);
      return {
        Stacks: [
          {
            StackId: idOf(name),
            StackName: name,
            CreationTime: '2026-11-22T06:00:00.000Z',
            StackStatus: status,
            EnableTerminationProtection,
            Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
          },
        ],
      };
    },
    ListStackResources: (input: unknown) => {
      const { template, resources } = find(input);
      return {
        StackResourceSummaries: Object.entries(template.Resources).map(([LogicalResourceId, { Type }]) => ({
          LogicalResourceId,
          PhysicalResourceId: resources[LogicalResourceId],
          ResourceType: Type,
          LastUpdatedTimestamp: '2026-11-22T06:00:00.000Z',
          ResourceStatus: 'CREATE_COMPLETE',
        })),
      };
    },
    GetTemplate: (input: unknown) => ({ TemplateBody: JSON.stringify(find(input).template) }),
    UpdateTerminationProtection: (input: unknown) => {
      const { EnableTerminationProtection } = protection.parse(input);
      const stack = find(input);
      stack.protected = EnableTerminationProtection === 'true';
      return { StackId: idOf(stack.name) };
    },
  };
};
