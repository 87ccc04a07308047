import { wireProject } from '../wire-projections.ts';
import { runtime } from './runtime.ts';

export const handler = await wireProject(await runtime());
