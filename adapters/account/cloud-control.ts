import { type CloudControlClient, GetResourceCommand } from '@aws-sdk/client-cloudcontrol';
import { errorName } from '../error-name.ts';

/** Whether an account has a resource, by CloudFormation's type and primary identifier, whoever made it. */
export type ResourceExists = (type: string, identifier: string) => Promise<boolean>;

/** By Cloud Control, which asks the resource's own service as whoever calls. */
export const cloudControl =
  (client: CloudControlClient): ResourceExists =>
  async (TypeName, Identifier) => {
    try {
      await client.send(new GetResourceCommand({ TypeName, Identifier }));
      return true;
    } catch (error) {
      if (errorName(error) === 'ResourceNotFoundException') return false;
      throw error;
    }
  };
