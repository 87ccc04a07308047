import type { ConnectInstance } from '../../adapters/account/connect-instance.ts';
import type { StackResource } from '../../adapters/account/stacks.ts';
import { lastPart } from '../../domain/config/instances.ts';
import { numbersOf } from '../../domain/config/numbers.ts';
import { flowAt } from '../../flows/index.ts';
import type { Claimed } from './check-flows.ts';
import { type Finding, fail, pass } from './findings.ts';
import type { Plan } from './plan.ts';

/** What Connect gave for each number that was to be claimed; the stack's resource is named by the configured one. */
export const claimedNumbers = async (
  { config }: Plan,
  instanceArn: string,
  instance: ConnectInstance,
  resourcesOf: () => Promise<StackResource[]>,
): Promise<Claimed> => {
  const wanted = Object.entries(config.connect.numbers).filter(
    ([, given]) => 'claim' in given && (given.instanceArn ?? config.connect.instanceArn) === instanceArn,
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

/** Each number of the instance that the line has: claimed, and leading to its flow. */
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
  const ties = await instance.flowsByNumber();
  const flows = await instance.flows();
  return ours.map((number): Finding => {
    const line = `number ${claimed.get(number) ?? number}`;
    const found = numbers.find((one) => one.number === (claimed.get(number) ?? number));
    if (!found)
      return fail(
        line,
        'is not a number of the instance',
        'claim it there, or correct lines and connect.numbers',
      );
    const wanted = plan.names.flow(flowAt(plan.config, number));
    const flow = flows.find(({ id }) => id === ties.get(found.id));
    if (flow?.name === wanted) return pass(line, `leads to ${wanted}`);
    const says = flow ? `leads to ${flow.name} and not to ${wanted}` : 'leads nowhere';
    const todo = connect.numbers[number]
      ? 'run: emergency deploy'
      : `give its id (${found.id}) in connect.numbers and run: emergency deploy; or lead it to ${wanted} in the console`;
    return fail(line, says, todo);
  });
};
