import type { Config } from '../../domain/config/config.ts';
import { buildFlows, type Flow, FlowError, type FlowName, lintSecrets } from '../../flows/index.ts';
import { readCheckedConfig } from '../../handlers/read-config.ts';
import { type Names, namesOf } from '../../infra/resource-names.ts';
import { configFile } from '../connection.ts';

/** A valid configuration with its resource names and flows. */
export type Plan = {
  configFile: string;
  config: Config;
  names: Names;
  flows: Record<FlowName, Flow>;
  warnings: string[];
};

/**
 * Reads the configuration and builds its flows.
 * @throws ConfigError with the path of each fault; FlowError for a flow that Connect would reject or that leaks a secret
 */
export const readPlan = (): Plan => {
  const file = configFile();
  const { config, warnings } = readCheckedConfig({ LINE_CONFIG: file });
  const flows = buildFlows(config);
  for (const [name, flow] of Object.entries(flows)) {
    const problems = lintSecrets(flow);
    if (problems.length > 0) throw new FlowError(name, problems);
  }
  return { configFile: file, config, names: namesOf(config), flows, warnings };
};
