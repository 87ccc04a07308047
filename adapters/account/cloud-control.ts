import { type CloudControlClient, GetResourceCommand } from '@aws-sdk/client-cloudcontrol';
import { errorName } from '../error-name.ts';

/** Whether a resource exists, by its CloudFormation type and primary identifier, whoever created it. */
export type ResourceExists = (type: string, identifier: string) => Promise<boolean>;

/** Uses Cloud Control, which calls the resource's own service with the caller's permissions. */
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
