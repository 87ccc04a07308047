import { wirePublish } from '../wire.ts';
import { runtime } from './runtime.ts';

export const handler = await wirePublish(runtime());
