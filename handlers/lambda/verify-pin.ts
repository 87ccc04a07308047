import { DURING_A_CALL } from '../../adapters/aws-clients.ts';
import { createVerifyPin } from '../composition/pins.ts';
import { runtime } from './runtime.ts';

export const handler = createVerifyPin(await runtime(DURING_A_CALL));
