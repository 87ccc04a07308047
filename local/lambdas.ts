import { join } from 'node:path';
import { folderFailedRecords, memoryFailedRecords } from '../adapters/folder-failed-records.ts';
import { LAMBDA_NAMES, type LambdaName } from '../flows/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createCheckEmergency, createUpdateEmergency } from '../handlers/composition/functions.ts';
import { createOneTimePin, createVerifyPin } from '../handlers/composition/pins.ts';
import { createProjector } from '../handlers/composition/projector.ts';
import { createPublisher } from '../handlers/composition/publisher.ts';
import { lambdaArn } from './resource-names.ts';

/** The six Lambdas, as whoever runs them hands them over. What goes in and out is JSON, as it is between AWS and Lambda. */
export type Lambdas = Record<LambdaName | 'Project' | 'Publish', (event: unknown) => Promise<unknown>>;

/** The real handlers, run in this process. */
export const lambdasHere = async (ctx: AppContext, folder: string | null): Promise<Lambdas> => ({
  OneTimePin: createOneTimePin(ctx),
  VerifyPin: createVerifyPin(ctx),
  CheckEmergency: createCheckEmergency(ctx),
  UpdateEmergency: createUpdateEmergency(ctx),
  Project: createProjector(ctx, failedRecords(ctx, folder, 'Project')),
  Publish: createPublisher(ctx, failedRecords(ctx, folder, 'Publish')),
});

/** What a reader could not handle, in `<folder>/failed/<reader>`. */
const failedRecords = ({ system }: AppContext, folder: string | null, reader: 'Project' | 'Publish') =>
  folder === null
    ? memoryFailedRecords()
    : folderFailedRecords(join(folder, 'failed', reader), () => system.newId(system.now()));

/** Those that flows call, by the ARN they call them by. */
export const byArn = (lambdas: Lambdas): ((arn: string, event: unknown) => Promise<unknown>) => {
  const handlers = new Map(LAMBDA_NAMES.map((name) => [lambdaArn(name), lambdas[name]]));
  return async (arn, event) => {
    const handler = handlers.get(arn);
    if (!handler) throw new Error('no such function');
    return JSON.parse(JSON.stringify(await handler(JSON.parse(JSON.stringify(event)))));
  };
};
