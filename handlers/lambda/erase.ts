import { createErase } from '../composition/operate.ts';
import { requiredVariable } from '../environment.ts';
import { functionUrl } from '../function-url.ts';
import { runtime } from './runtime.ts';

const ctx = await runtime();
export const handler = functionUrl(requiredVariable(ctx.environment, 'OPERATOR_SESSIONS'), createErase(ctx));
