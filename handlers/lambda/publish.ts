import { createPublisher } from '../composition/functions.ts';
import { failedRecords } from './failed-records.ts';
import { runtime } from './runtime.ts';

const ctx = await runtime();
export const handler = createPublisher(ctx, failedRecords(ctx, 'Publish'));
