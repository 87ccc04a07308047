import { z } from 'zod';
import { ServiceError } from '../../../local/aws/services.ts';
import type { AwsAccount } from './account.ts';

const GetResource = z.object({
  TypeName: z.string().regex(/^\w+::\w+::\w+$/),
  Identifier: z.string().min(1),
});

/** The role of `cdk bootstrap` with its default qualifier. */
const BOOTSTRAP_ROLE = /^AWS::IAM::Role cdk-hnb659fds-cfn-exec-role-/;

/** Cloud Control's GetResource. */
export const cloudControlOperations = (account: AwsAccount) => ({
  GetResource: (input: unknown) => {
    const { TypeName, Identifier } = GetResource.parse(input);
    const resource = `${TypeName} ${Identifier}`;
    const isBootstrap =
      BOOTSTRAP_ROLE.test(resource) && account.stacks.some(({ name }) => name === 'CDKToolkit');
    if (!isBootstrap && !account.others.includes(resource))
      throw new ServiceError('ResourceNotFoundException', 'There is no such resource.', 400);
    return { TypeName, ResourceDescription: { Identifier, Properties: '{}' } };
  },
});
