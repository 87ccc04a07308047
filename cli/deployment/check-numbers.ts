import type { ConnectInstance } from '../../adapters/account/connect-instance.ts';
import type { StackResource } from '../../adapters/account/stacks.ts';
import { lastPart } from '../../domain/config/instances.ts';
import { numbersOf } from '../../domain/config/numbers.ts';
import { flowAt } from '../../flows/index.ts';
import type { Claimed } from './check-flows.ts';
import { type Finding, fail, pass } from './findings.ts';
import type { Plan } from './plan.ts';

/** The numbers that were claimed for an instance; the logical id of the stack's resource has the configured number. */
export const claimedNumbers = async (
  { config }: Plan,
  instanceArn: string,
  instance: ConnectInstance,
  resourcesOf: () => Promise<StackResource[]>,
): Promise<Claimed> => {
  const wanted = Object.entries(config.connect.numbers).filter(
    ([, entry]) => 'claim' in entry && (entry.instanceArn ?? config.connect.instanceArn) === instanceArn,
  );
  if (wanted.length === 0) return new Map();
  const resources = await resourcesOf();
  const numbers = await instance.numbers();
  return new Map(
    wanted.flatMap(([number]) => {
      const resource = resources.find(
        ({ type, logicalId }) =>
          type === 'AWS::Connect::PhoneNumber' && logicalId.includes(`Number${number.slice(1)}`),
      );
      const found = resource && numbers.find(({ id }) => id === lastPart(resource.physicalId));
      return found ? [[number, found.number] as const] : [];
    }),
  );
};

/** Checks that each number of the line in this instance is claimed there and associated with its flow. */
export const checkNumbers = async (
  plan: Plan,
  instanceArn: string,
  instance: ConnectInstance,
  claimed: Claimed,
): Promise<Finding[]> => {
  const { connect } = plan.config;
  const ours = numbersOf(plan.config).filter(
    (number) => (connect.numbers[number]?.instanceArn ?? connect.instanceArn) === instanceArn,
  );
  const numbers = await instance.numbers();
  const flowIds = await instance.flowsByNumber();
  const flows = await instance.flows();
  return ours.map((configured): Finding => {
    const number = claimed.get(configured) ?? configured;
    const line = `number ${number}`;
    const found = numbers.find((one) => one.number === number);
    if (!found)
      return fail(
        line,
        'is not claimed for this instance',
        'claim it there, or correct lines and connect.numbers',
      );
    const wanted = plan.names.flow(flowAt(plan.config, configured));
    const flow = flows.find(({ id }) => id === flowIds.get(found.id));
    if (flow?.name === wanted) return pass(line, `associated with ${wanted}`);
    const message = flow ? `associated with ${flow.name}, not with ${wanted}` : 'not associated with a flow';
    const todo = connect.numbers[configured]
      ? 'run: emergency deploy'
      : `add its id (${found.id}) to connect.numbers and run: emergency deploy; or associate it with ${wanted} in the Connect console`;
    return fail(line, message, todo);
  });
};
