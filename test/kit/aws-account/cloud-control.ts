import { z } from 'zod';
import { ServiceError } from '../../../local/aws/services.ts';
import type { AwsAccount } from './account.ts';

const GetResource = z.object({
  TypeName: z.string().regex(/^\w+::\w+::\w+$/),
  Identifier: z.string().min(1),
});

/** Cloud Control's GetResource. */
export const cloudControlOperations = ({ others }: AwsAccount) => ({
  GetResource: (input: unknown) => {
    const { TypeName, Identifier } = GetResource.parse(input);
    if (!others.includes(`${TypeName} ${Identifier}`))
      throw new ServiceError('ResourceNotFoundException', 'There is no such resource.', 400);
    return { TypeName, ResourceDescription: { Identifier, Properties: '{}' } };
  },
});
