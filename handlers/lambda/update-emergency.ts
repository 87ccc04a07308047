import { DURING_A_CALL } from '../../adapters/aws-clients.ts';
import { wireUpdateEmergency } from '../wire-update.ts';
import { runtime } from './runtime.ts';

export const handler = wireUpdateEmergency(await runtime(DURING_A_CALL));
