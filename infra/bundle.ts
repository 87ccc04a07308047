import type { Config } from '../domain/config/config.ts';
import { deploymentSchema } from '../domain/config/deployment.ts';
import { BUNDLES, bundleLambda } from '../scripts/bundle.ts';
import type { Bundles } from './line-functions.ts';

/**
 * The folder of each Lambda. What only the deployment needs is not told them: changing whom to tell changes no Lambda,
 * and no address lies about in a bundle.
 */
export const bundleLambdas = async (config: Config, out: string): Promise<Bundles> => {
  const told = { ...config, deployment: deploymentSchema.parse(undefined) };
  const made = Object.entries(BUNDLES).map(
    async ([name, bundle]) => [name, await bundleLambda(bundle, told, out)] as const,
  );
  return Object.fromEntries(await Promise.all(made)) as Bundles;
};
