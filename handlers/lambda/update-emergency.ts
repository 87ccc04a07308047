import { DURING_A_CALL } from '../../adapters/aws-clients.ts';
import { createUpdateEmergency } from '../composition/functions.ts';
import { runtime } from './runtime.ts';

export const handler = createUpdateEmergency(await runtime(DURING_A_CALL));
