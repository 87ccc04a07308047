import { DURING_A_CALL } from '../../adapters/aws-clients.ts';
import { wireCheckEmergency } from '../wire-check.ts';
import { runtime } from './runtime.ts';

export const handler = wireCheckEmergency(await runtime(DURING_A_CALL));
