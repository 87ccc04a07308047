import { wireVerifyPin } from '../wire-pins.ts';
import { runtime } from './runtime.ts';

export const handler = wireVerifyPin(await runtime());
