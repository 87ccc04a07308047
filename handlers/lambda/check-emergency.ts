import { wireCheckEmergency } from '../wire-check.ts';
import { runtime } from './runtime.ts';

export const handler = wireCheckEmergency(await runtime());
