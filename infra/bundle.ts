import type { Config } from '../domain/config/config.ts';
import { deploymentSchema } from '../domain/config/deployment.ts';
import { BUNDLES, bundleLambda } from '../scripts/bundle.ts';
import type { Bundles } from './line-functions.ts';

/**
 * Bundles each Lambda and returns the folders. The `deployment` settings are left out, so that a changed recipient changes
 * no Lambda and bundles contain no addresses.
 */
export const bundleLambdas = async (config: Config, out: string): Promise<Bundles> => {
  const bundled = { ...config, deployment: deploymentSchema.parse(undefined) };
  const bundles = Object.entries(BUNDLES).map(
    async ([name, bundle]) => [name, await bundleLambda(bundle, bundled, out)] as const,
  );
  return Object.fromEntries(await Promise.all(bundles)) as Bundles;
};
