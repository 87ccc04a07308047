import { createProjector } from '../composition/projector.ts';
import { failedRecords } from './failed-records.ts';
import { runtime } from './runtime.ts';

const ctx = await runtime();
export const handler = createProjector(ctx, failedRecords(ctx, 'Project'));
