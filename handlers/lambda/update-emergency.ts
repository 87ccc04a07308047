import { wireUpdateEmergency } from '../wire-update.ts';
import { runtime } from './runtime.ts';

export const handler = wireUpdateEmergency(await runtime());
