import { CfnContactFlow } from 'aws-cdk-lib/aws-connect';
import type { Construct } from 'constructs';
import { buildFlows, type FlowName } from '../flows/index.ts';
import type { Deployment } from './deployment.ts';
import { type FlowReferences, publishedFlow } from './published-flow.ts';

/** A flow comes after those it refers to, because a flow can only refer to published ones. */
const IN_ORDER = [
  'Emergency_Update_Placeholder',
  'Emergency_Update',
  'Emergency_Demo',
  'Emergency_Authentication',
] as const satisfies readonly FlowName[];

export type Flows = Record<FlowName, CfnContactFlow>;

/** The four published flows of an instance. CloudFormation knows no drafts, and fails where Connect rejects a flow. */
export const flows = (
  here: Construct,
  { config, names }: Deployment,
  instanceArn: string,
  references: Omit<FlowReferences, 'flows'>,
): Flows => {
  const built = buildFlows(config);
  const arns: Partial<Record<FlowName, string>> = {};
  const created = IN_ORDER.map((name) => {
    const flow = built[name];
    const resource = new CfnContactFlow(here, name, {
      instanceArn,
      name: names.flow(name),
      type: 'CONTACT_FLOW',
      description: String(flow.Metadata?.description ?? ''),
      content: JSON.stringify(publishedFlow(flow, { ...references, flows: arns })),
    });
    arns[name] = resource.attrContactFlowArn;
    return [name, resource];
  });
  return Object.fromEntries(created);
};
