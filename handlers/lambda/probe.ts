import { createProbe } from '../composition/functions.ts';
import { runtime } from './runtime.ts';

export const handler = createProbe(await runtime());
