import {
  type CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListStackResources,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import * as z from '../../domain/zod.ts';
import { errorName } from '../error-name.ts';
import { collect } from './pages.ts';

export type Stack = { status: string; protected: boolean; outputs: Record<string, string> };
export type StackResource = { logicalId: string; physicalId: string; type: string; status: string };

/** The stacks of an account and Region. */
export type Stacks = {
  /** Null when there is no stack of that name. */
  find(name: string): Promise<Stack | null>;
  resources(name: string): Promise<StackResource[]>;
  /** The logical ids of the resources that its template retains when it is deleted. */
  retained(name: string): Promise<Set<string>>;
  /** Disables termination protection. */
  unprotect(name: string): Promise<void>;
};

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
      // CloudFormation has no error name of its own for a missing stack.
      if (errorName(error) === 'ValidationError' && /does not exist/.test((error as Error).message))
        return null;
      throw error;
    }
  },
  async resources(StackName) {
    const pages = paginateListStackResources({ client }, { StackName });
    const found = await collect(pages, (page) => page.StackResourceSummaries);
    return found.map((resource) => ({
      logicalId: resource.LogicalResourceId ?? '',
      physicalId: resource.PhysicalResourceId ?? '',
      type: resource.ResourceType ?? '',
      status: resource.ResourceStatus ?? '',
    }));
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
