import type { ConnectInstance, FlowSummary } from '../../adapters/account/connect-instance.ts';
import { lastPart } from '../../domain/config/instances.ts';
import { canonical } from '../../domain/ledger/index.ts';
import {
  FLOW_NAMES,
  type Flow,
  type FlowName,
  LAMBDA_NAMES,
  type LambdaName,
  resolveTokens,
  withClaimed,
} from '../../flows/index.ts';
import { type Finding, fail, pass } from './findings.ts';
import type { Plan } from './plan.ts';

/** The number that was claimed, by the number that stands in for it in the configuration. */
export type Claimed = ReadonlyMap<string, string>;

/** The flow as the stack publishes it: the ARNs of its Lambdas and flows, the numbers that were claimed. */
const rendered = (plan: Plan, name: FlowName, there: readonly FlowSummary[], claimed: Claimed): Flow => {
  const lambda = (lambdaName: LambdaName) =>
    plan.names.arn('lambda', `function:${plan.names.function(lambdaName)}`);
  const resolved = resolveTokens(plan.flows[name], {
    ...Object.fromEntries(LAMBDA_NAMES.map((lambdaName) => [`lambda:${lambdaName}`, lambda(lambdaName)])),
    ...Object.fromEntries(FLOW_NAMES.map((other) => [`flow:${other}`, 'not published'])),
    ...Object.fromEntries(
      FLOW_NAMES.flatMap((other) =>
        there
          .filter(({ name: found }) => found === plan.names.flow(other))
          .map(({ arn }) => [`flow:${other}`, arn]),
      ),
    ),
  });
  return withClaimed(resolved, claimed);
};

/** Each block by its name, canonical, and where the flow begins; what the console keeps for its drawing is left out. */
const blocks = ({ StartAction, Actions }: Pick<Flow, 'StartAction' | 'Actions'>): Map<string, string> =>
  new Map([
    ['(start)', StartAction],
    ...Actions.map((action) => [action.Identifier, canonical(action)] as const),
  ]);

/** The first block in which two flows differ, or null when they do the same. */
const firstDifference = (ours: Flow, text: string): string | null => {
  const mine = blocks(ours);
  const theirs = blocks(JSON.parse(text) as Flow);
  for (const [name, block] of mine) if (theirs.get(name) !== block) return name;
  return [...theirs.keys()].find((name) => !mine.has(name)) ?? null;
};

const REPAIR = 'run: emergency deploy; whoever changed it by hand should change the configuration instead';

/** Each flow: there, published, and block for block what the configuration renders. */
export const checkFlows = async (
  plan: Plan,
  instanceArn: string,
  instance: ConnectInstance,
  claimed: Claimed,
): Promise<Finding[]> => {
  const there = await instance.flows();
  const check = async (name: FlowName): Promise<Finding> => {
    const line = `flow ${plan.names.flow(name)} of ${lastPart(instanceArn)}`;
    const found = there.find((flow) => flow.name === plan.names.flow(name));
    if (!found) return fail(line, 'does not exist', 'run: emergency deploy');
    if (found.status !== 'PUBLISHED') return fail(line, 'is saved but not published', REPAIR);
    const block = firstDifference(rendered(plan, name, there, claimed), await instance.content(found.id));
    if (block !== null) return fail(line, `differs from the rendered flow: block "${block}" differs`, REPAIR);
    return pass(line, 'published, and the same as rendered');
  };
  const findings: Finding[] = [];
  // One after the other: Connect answers two calls a second.
  for (const name of FLOW_NAMES) findings.push(await check(name));
  return findings;
};
