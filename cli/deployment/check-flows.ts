import type { ConnectInstance } from '../../adapters/account/connect-instance.ts';
import { lastPart } from '../../domain/config/instances.ts';
import { canonical } from '../../domain/ledger/index.ts';
import { FLOW_NAMES, type Flow, type FlowName, LAMBDA_NAMES, type LambdaName } from '../../flows/index.ts';
import { publishedFlow } from '../../infra/published-flow.ts';
import { type Finding, fail, pass } from './findings.ts';
import type { Plan } from './plan.ts';

/** The claimed number by the number that represents it in the configuration. */
export type Claimed = ReadonlyMap<string, string>;

/** The blocks by name, in canonical JSON, and the start; the console's layout metadata is left out. */
const blocks = ({ StartAction, Actions }: Pick<Flow, 'StartAction' | 'Actions'>): Map<string, string> =>
  new Map([
    ['(start)', StartAction],
    ...Actions.map((action) => [action.Identifier, canonical(action)] as const),
  ]);

/** The first block in which two flows differ, or null when they are equivalent. */
const firstDifference = (ours: Flow, text: string): string | null => {
  const mine = blocks(ours);
  const theirs = blocks(JSON.parse(text) as Flow);
  for (const [name, block] of mine) if (theirs.get(name) !== block) return name;
  return [...theirs.keys()].find((name) => !mine.has(name)) ?? null;
};

const REPAIR = 'run: emergency deploy; change flows by the configuration, not in the console';

/** Checks that each flow exists, is published, and equals the one the configuration renders. */
export const checkFlows = async (
  { names, flows }: Plan,
  instanceArn: string,
  instance: ConnectInstance,
  numbers: Claimed,
): Promise<Finding[]> => {
  const deployed = new Map((await instance.flows()).map((flow) => [flow.name, flow]));
  const references = {
    lambdas: Object.fromEntries(
      LAMBDA_NAMES.map((name) => [name, names.arn('lambda', `function:${names.function(name)}`)]),
    ) as Record<LambdaName, string>,
    flows: Object.fromEntries(
      FLOW_NAMES.map((name) => [name, deployed.get(names.flow(name))?.arn ?? 'not published']),
    ),
    numbers,
  };
  const check = async (name: FlowName): Promise<Finding> => {
    const line = `flow ${names.flow(name)} of ${lastPart(instanceArn)}`;
    const found = deployed.get(names.flow(name));
    if (!found) return fail(line, 'does not exist', 'run: emergency deploy');
    if (found.status !== 'PUBLISHED') return fail(line, 'is saved but not published', REPAIR);
    const rendered = publishedFlow(flows[name], references);
    const block = firstDifference(rendered, await instance.content(found.id));
    if (block !== null) return fail(line, `differs from the rendered flow: block "${block}" differs`, REPAIR);
    return pass(line, 'published, and equal to the rendered flow');
  };
  const findings: Finding[] = [];
  // In sequence: Connect's API is limited to two requests a second.
  for (const name of FLOW_NAMES) findings.push(await check(name));
  return findings;
};
