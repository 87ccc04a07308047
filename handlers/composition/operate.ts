import { sha256 } from '../../adapters/sha256.ts';
import { type AnswerOperator, answerOperator } from '../answer-operator.ts';
import { eraseRoutes } from '../erase.ts';
import { operateRoutes } from '../operate.ts';
import type { AppContext } from './context.ts';
import { createNumberLookup } from './messaging.ts';
import { createStores } from './projector.ts';
import { createBus } from './publisher.ts';
import { createCheckpoints } from './stores.ts';

const createPorts = (ctx: AppContext) => ({
  ...ctx,
  ...createStores(ctx),
  lookup: createNumberLookup(ctx),
  checkpoints: createCheckpoints(ctx),
  bus: createBus(ctx),
  sha256,
});

export const createOperate = (ctx: AppContext): AnswerOperator =>
  answerOperator('Operate', operateRoutes, createPorts(ctx));

export const createErase = (ctx: AppContext): AnswerOperator =>
  answerOperator('Erase', eraseRoutes, createPorts(ctx));
