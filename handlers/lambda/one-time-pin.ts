import { wireOneTimePin } from '../wire-pins.ts';
import { runtime } from './runtime.ts';

export const handler = wireOneTimePin(await runtime());
