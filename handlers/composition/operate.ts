import { type AnswerOperator, answerOperator } from '../answer-operator.ts';
import { eraseRoutes } from '../erase.ts';
import { operateRoutes } from '../operate.ts';
import type { AppContext } from './context.ts';
import { createNumberLookup } from './messaging.ts';
import { createStores } from './projector.ts';

const createPorts = (ctx: AppContext) => ({
  ...ctx,
  ...createStores(ctx),
  lookup: createNumberLookup(ctx),
});

export const createOperate = (ctx: AppContext): AnswerOperator =>
  answerOperator('Operate', operateRoutes, createPorts(ctx));

export const createErase = (ctx: AppContext): AnswerOperator =>
  answerOperator('Erase', eraseRoutes, createPorts(ctx));
