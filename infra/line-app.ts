import { App, type AppProps } from 'aws-cdk-lib';
import flags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import type { Config } from '../domain/config/config.ts';
import { type Acknowledgement, acknowledge, acknowledgements } from './acknowledgements.ts';
import { parseQualifier, QUALIFIER_KEY } from './bootstrap-qualifier.ts';
import { deploymentOf } from './deployment.ts';
import type { Bundles } from './line-functions.ts';
import { lineStack, sendsFromOwnRegion } from './line-stack.ts';
import { textsStack } from './texts-stack.ts';

/** The CDK app of a configuration: the line's stack and, deployed before it, one for texts sent from another Region. */
export const lineApp = (
  config: Config,
  bundles: Bundles,
  settings: AppProps = {},
  reasons: readonly Acknowledgement[] = acknowledgements(deploymentOf(config)),
): App => {
  const app = new App({ analyticsReporting: false, ...settings, context: { ...flags, ...settings.context } });
  // The context of cdk.json, -c and the other files, which the stacks' own synthesizer reads, too.
  const line = deploymentOf(config, parseQualifier(app.node.tryGetContext(QUALIFIER_KEY)));
  const texts = sendsFromOwnRegion(line) ? undefined : textsStack(app, line);
  const stack = lineStack(app, line, bundles);
  if (texts) stack.addStackDependency(texts, 'the line sends texts with its resources');
  acknowledge(app, reasons);
  return app;
};
