import { wireVerifyPin } from '../wire.ts';
import { runtime } from './runtime.ts';

export const handler = await wireVerifyPin(runtime());
