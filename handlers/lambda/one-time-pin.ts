import { wireOneTimePin } from '../wire.ts';
import { runtime } from './runtime.ts';

export const handler = await wireOneTimePin(runtime());
