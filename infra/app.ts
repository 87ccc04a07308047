import { Validations } from 'aws-cdk-lib';
import { ExplainedError } from '../domain/ledger/index.ts';
import { readConfig } from '../handlers/read-config.ts';
import { bundleLambdas } from './bundle.ts';
import { withoutProtection } from './first-deployment.ts';
import { lineApp } from './line-app.ts';
import { FIRST_DEPLOYMENT } from './resource-names.ts';
import { rulePacks } from './rule-packs.ts';

// A rule pack reads a deprecated property of every bus policy; the compiler rejects deprecated calls in our code.
process.env.JSII_DEPRECATED ??= 'quiet';

/** The entry point of `cdk synth` and `cdk deploy`. An invalid configuration fails before anything is bundled or synthesized. */
const main = async () => {
  const file = process.env.LINE_CONFIG ?? 'line.config.json';
  const config = readConfig({ LINE_CONFIG: file });
  const app = lineApp(config, await bundleLambdas(config, 'dist/lambda'));
  if (process.env[FIRST_DEPLOYMENT] === '1') withoutProtection(app);
  Validations.of(app).addPlugins(...rulePacks());
  app.synth();
};

try {
  await main();
} catch (error) {
  if (!(error instanceof ExplainedError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
