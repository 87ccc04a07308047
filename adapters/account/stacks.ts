import {
  type CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListStackResources,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import * as z from '../../domain/zod.ts';
import { errorName } from '../error-name.ts';

export type Stack = { status: string; protected: boolean; outputs: Record<string, string> };
export type StackResource = { logicalId: string; physicalId: string; type: string; status: string };

/** The stacks of an account and Region. */
export type Stacks = {
  /** Null when there is no stack of that name. */
  find(name: string): Promise<Stack | null>;
  /** What is in it. */
  resources(name: string): Promise<StackResource[]>;
  /** The logical ids of what deleting the stack leaves where it is, as its template says. */
  retained(name: string): Promise<Set<string>>;
  /** Lets the stack be deleted. */
  unprotect(name: string): Promise<void>;
};

/** By CloudFormation. */
export const cloudFormationStacks = (client: CloudFormationClient): Stacks => ({
  async find(StackName) {
    try {
      const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
      const { StackStatus, EnableTerminationProtection, Outputs = [] } = Stacks[0] ?? {};
      return {
        status: StackStatus ?? 'UNKNOWN',
        protected: EnableTerminationProtection === true,
        outputs: Object.fromEntries(
          Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
        ),
      };
    } catch (error) {
      // CloudFormation has no name of its own for a stack that is not there.
      if (errorName(error) === 'ValidationError' && /does not exist/.test((error as Error).message))
        return null;
      throw error;
    }
  },
  async resources(StackName) {
    const found: StackResource[] = [];
    for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName }))
      for (const {
        LogicalResourceId,
        PhysicalResourceId,
        ResourceType,
        ResourceStatus,
      } of StackResourceSummaries)
        found.push({
          logicalId: LogicalResourceId ?? '',
          physicalId: PhysicalResourceId ?? '',
          type: ResourceType ?? '',
          status: ResourceStatus ?? '',
        });
    return found;
  },
  async retained(StackName) {
    const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName }));
    const { Resources } = template.parse(JSON.parse(TemplateBody ?? ''));
    return new Set(
      Object.keys(Resources).filter((id) => Resources[id]?.DeletionPolicy?.startsWith('Retain')),
    );
  },
  async unprotect(StackName) {
    await client.send(
      new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection: false }),
    );
  },
});

const template = z.object({
  Resources: z.record(z.string(), z.object({ DeletionPolicy: z.optional(z.string()) })),
});
