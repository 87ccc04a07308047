import { wireProject } from '../wire-projections.ts';
import { runtime } from './runtime.ts';

export const handler = wireProject(await runtime());
