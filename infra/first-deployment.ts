import { type App, Stack } from 'aws-cdk-lib';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';

/**
 * Leaves out what keeps CloudFormation itself from deleting a stack or table. A stack that was never complete holds nothing
 * worth keeping, and has to be one that can be rolled back whole; the deployment after it puts the protection on.
 */
export const withoutProtection = (app: App): App => {
  for (const node of app.node.findAll()) {
    if (node instanceof Stack) node.terminationProtection = false;
    if (node instanceof CfnTable) node.deletionProtectionEnabled = false;
  }
  return app;
};
