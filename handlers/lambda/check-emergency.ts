import { DURING_A_CALL } from '../../adapters/aws-clients.ts';
import { createCheckEmergency } from '../composition/functions.ts';
import { runtime } from './runtime.ts';

export const handler = createCheckEmergency(await runtime(DURING_A_CALL));
