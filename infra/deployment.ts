import type { Config } from '../domain/config/config.ts';
import { configuredQualifier } from './bootstrap-qualifier.ts';
import { type Names, namesOf } from './resource-names.ts';

/** The input of every construct. `year`: the year of the deployment. */
export type Deployment = { config: Config; names: Names; deployRole: string; year: number };

/** @throws BadQualifier when the CDK's context is wrong */
export const deploymentOf = (
  config: Config,
  qualifier = configuredQualifier(),
  year = new Date().getUTCFullYear(),
): Deployment => {
  const names = namesOf(config);
  return { config, names, deployRole: config.deployment.deployRole ?? names.deployRole(qualifier), year };
};
