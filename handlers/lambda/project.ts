import { wireProject } from '../wire.ts';
import { runtime } from './runtime.ts';

export const handler = await wireProject(await runtime());
