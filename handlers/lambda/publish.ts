import { createPublisher } from '../composition/publisher.ts';
import { failedRecords } from './failed-records.ts';
import { runtime } from './runtime.ts';

const ctx = await runtime();
export const handler = createPublisher(ctx, failedRecords(ctx, 'Publish'));
