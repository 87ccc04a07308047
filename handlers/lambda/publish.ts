import { wirePublish } from '../wire-publish.ts';
import { runtime } from './runtime.ts';

export const handler = wirePublish(await runtime());
