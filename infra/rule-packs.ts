import { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks } from 'cdk-nag';

/** What every synthesis is held to; a finding that is not acknowledged with its reason fails it. */
export const rulePacks = () => [new AwsSolutionsChecks(), new ServerlessChecks(), new NIST80053R5Checks()];
