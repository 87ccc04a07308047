import { CfnContactFlow } from 'aws-cdk-lib/aws-connect';
import type { Construct } from 'constructs';
import {
  buildFlows,
  type Flow,
  type FlowName,
  type LambdaName,
  resolveTokens,
  withClaimed,
} from '../flows/index.ts';
import type { Deployment } from './deployment.ts';

/** A flow stands behind those it leads to, for a flow can name published ones only. */
const IN_ORDER = [
  'Emergency_Update_Placeholder',
  'Emergency_Update',
  'Emergency_Demo',
  'Emergency_Authentication',
] as const satisfies readonly FlowName[];

export type Flows = Record<FlowName, CfnContactFlow>;
type Values = {
  lambdaArns: Record<LambdaName, string>;
  /** What a number that is still to be claimed will be, by the number that stands in for it. */
  claimed: ReadonlyMap<string, string>;
};

/** The four flows of an instance, published; CloudFormation knows no other state, and refuses what Connect would. */
export const flows = (
  here: Construct,
  { config, names }: Deployment,
  instanceArn: string,
  values: Values,
): Flows => {
  const built = buildFlows(config);
  const made = new Map<FlowName, CfnContactFlow>();
  for (const name of IN_ORDER) {
    const flow = built[name];
    made.set(
      name,
      new CfnContactFlow(here, name, {
        instanceArn,
        name: names.flow(name),
        type: 'CONTACT_FLOW',
        description: String(flow.Metadata?.description ?? ''),
        content: content(flow, made, values),
      }),
    );
  }
  return Object.fromEntries(made) as Flows;
};

const content = (
  flow: Flow,
  made: Map<FlowName, CfnContactFlow>,
  { lambdaArns, claimed }: Values,
): string => {
  const resolved = resolveTokens(flow, {
    ...Object.fromEntries(Object.entries(lambdaArns).map(([name, arn]) => [`lambda:${name}`, arn])),
    ...Object.fromEntries(
      [...made].map(([name, { attrContactFlowArn }]) => [`flow:${name}`, attrContactFlowArn]),
    ),
  });
  return JSON.stringify(withClaimed(resolved, claimed));
};
