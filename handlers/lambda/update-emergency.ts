import { wireUpdateEmergency } from '../wire.ts';
import { runtime } from './runtime.ts';

export const handler = await wireUpdateEmergency(await runtime());
