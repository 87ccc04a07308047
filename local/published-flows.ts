import type { Config } from '../domain/config/config.ts';
import { numbersOf } from '../domain/config/numbers.ts';
import { buildFlows, FLOW_NAMES, flowAt, LAMBDA_NAMES, resolveTokens } from '../flows/index.ts';
import { lambdaArn } from './resource-names.ts';

const flowArn = (config: Config, name: string) => `${config.connect.instanceArn}/contact-flow/${name}`;

/** Resolves tokens to ARNs as a deployment does; returns the flows by ARN, and the ARN of each number's flow. */
export const publishedFlows = (config: Config) => {
  const values = Object.fromEntries([
    ...LAMBDA_NAMES.map((name) => [`lambda:${name}`, lambdaArn(name)]),
    ...FLOW_NAMES.map((name) => [`flow:${name}`, flowArn(config, name)]),
  ]);
  const built = Object.entries(buildFlows(config));
  return {
    flows: new Map(built.map(([name, flow]) => [flowArn(config, name), resolveTokens(flow, values)])),
    numbers: new Map(numbersOf(config).map((number) => [number, flowArn(config, flowAt(config, number))])),
  };
};
