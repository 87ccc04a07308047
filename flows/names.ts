import type { Config } from '../domain/config/config.ts';
import { token } from './build.ts';

/** Names of the four flows, as in the blog. */
export const FLOW_NAMES = [
  'Emergency_Authentication',
  'Emergency_Update',
  'Emergency_Update_Placeholder',
  'Emergency_Demo',
] as const;
export type FlowName = (typeof FLOW_NAMES)[number];

/** The flow that answers calls to `number`. */
export const flowAt = ({ lines }: Pick<Config, 'lines'>, number: string): FlowName =>
  lines.admin.includes(number) ? 'Emergency_Authentication' : 'Emergency_Demo';

/** Lambdas that flows invoke. */
export const LAMBDA_NAMES = ['OneTimePin', 'VerifyPin', 'CheckEmergency', 'UpdateEmergency'] as const;
export type LambdaName = (typeof LAMBDA_NAMES)[number];

export const lambda = (name: LambdaName): string => token('lambda', name);
export const flowNamed = (name: FlowName): string => token('flow', name);
