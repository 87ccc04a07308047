import type { Config } from '../domain/config/config.ts';
import { type Names, namesOf } from './resource-names.ts';

/** The input of every construct. `year`: the year of the deployment. */
export type Deployment = { config: Config; names: Names; deployRole: string; year: number };

export const deploymentOf = (config: Config, year = new Date().getUTCFullYear()): Deployment => {
  const names = namesOf(config);
  return { config, names, deployRole: config.deployment.deployRole ?? names.deployRole, year };
};
