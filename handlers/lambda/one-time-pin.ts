import { DURING_A_CALL } from '../../adapters/aws-clients.ts';
import { wireOneTimePin } from '../wire-pins.ts';
import { runtime } from './runtime.ts';

export const handler = wireOneTimePin(await runtime(DURING_A_CALL));
