import { DURING_A_CALL } from '../../adapters/aws-clients.ts';
import { wireVerifyPin } from '../wire-pins.ts';
import { runtime } from './runtime.ts';

export const handler = wireVerifyPin(await runtime(DURING_A_CALL));
