import { type App, Stack } from 'aws-cdk-lib';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';

/**
 * Turns termination and deletion protection off. A stack that was never complete holds no data, and it must be possible to
 * roll it back completely; the next deployment turns the protection on.
 */
export const withoutProtection = (app: App): App => {
  for (const node of app.node.findAll()) {
    if (node instanceof Stack) node.terminationProtection = false;
    if (node instanceof CfnTable) node.deletionProtectionEnabled = false;
  }
  return app;
};
