import { wireCheckEmergency } from '../wire.ts';
import { runtime } from './runtime.ts';

export const handler = await wireCheckEmergency(await runtime());
