import { type Flow, type FlowName, type LambdaName, resolveTokens, withClaimed } from '../flows/index.ts';

/** What a flow refers to, by name. `numbers`: the claimed number for each configured one that is to be claimed. */
export type FlowReferences = {
  lambdas: Record<LambdaName, string>;
  flows: Partial<Record<FlowName, string>>;
  numbers: ReadonlyMap<string, string>;
};

/** A flow as it is published: with the ARNs of its Lambdas and flows, and the claimed numbers. */
export const publishedFlow = (flow: Flow, { lambdas, flows, numbers }: FlowReferences): Flow =>
  withClaimed(resolveTokens(flow, { ...prefixed('lambda', lambdas), ...prefixed('flow', flows) }), numbers);

const prefixed = (kind: string, arns: Partial<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(arns).map(([name, arn = '']) => [`${kind}:${name}`, arn]));
