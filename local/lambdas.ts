import { join } from 'node:path';
import { folderFailedRecords, memoryFailedRecords } from '../adapters/folder-failed-records.ts';
import { LAMBDA_NAMES, type LambdaName } from '../flows/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createCheckEmergency, createUpdateEmergency } from '../handlers/composition/functions.ts';
import { createOneTimePin, createVerifyPin } from '../handlers/composition/pins.ts';
import { createProjector } from '../handlers/composition/projector.ts';
import { createPublisher } from '../handlers/composition/publisher.ts';
import { lambdaArn } from './resource-names.ts';

/** The six Lambda functions. Events and replies are JSON values, as between AWS and Lambda. */
export type Lambdas = Record<LambdaName | 'Project' | 'Publish', (event: unknown) => Promise<unknown>>;

/** Creates the deployed handlers in this process. */
export const localLambdas = async (ctx: AppContext, folder: string | null): Promise<Lambdas> => ({
  OneTimePin: createOneTimePin(ctx),
  VerifyPin: createVerifyPin(ctx),
  CheckEmergency: createCheckEmergency(ctx),
  UpdateEmergency: createUpdateEmergency(ctx),
  Project: createProjector(ctx, failedRecords(ctx, folder, 'Project')),
  Publish: createPublisher(ctx, failedRecords(ctx, folder, 'Publish')),
});

/** Parked records of a consumer, in `<folder>/failed/<consumer>`. */
const failedRecords = ({ system }: AppContext, folder: string | null, consumer: 'Project' | 'Publish') =>
  folder === null
    ? memoryFailedRecords()
    : folderFailedRecords(join(folder, 'failed', consumer), () => system.newId(system.now()));

/** Invokes the functions that flows call, by ARN. */
export const invokeByArn = (lambdas: Lambdas): ((arn: string, event: unknown) => Promise<unknown>) => {
  const handlers = new Map(LAMBDA_NAMES.map((name) => [lambdaArn(name), lambdas[name]]));
  return async (arn, event) => {
    const handler = handlers.get(arn);
    if (!handler) throw new Error('no such function');
    return JSON.parse(JSON.stringify(await handler(JSON.parse(JSON.stringify(event)))));
  };
};
