import { DURING_A_CALL } from '../../adapters/aws-clients.ts';
import { createOneTimePin } from '../composition/pins.ts';
import { runtime } from './runtime.ts';

export const handler = createOneTimePin(await runtime(DURING_A_CALL));
