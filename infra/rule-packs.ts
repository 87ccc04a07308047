import { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks } from 'cdk-nag';

/** The rule packs of every synthesis, which fails on a finding that is not acknowledged with a reason. */
export const rulePacks = () => [new AwsSolutionsChecks(), new ServerlessChecks(), new NIST80053R5Checks()];
