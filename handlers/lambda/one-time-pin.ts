import { wireOneTimePin } from '../wire-pins.ts';
import { runtime } from './runtime.ts';

export const handler = await wireOneTimePin(await runtime());
